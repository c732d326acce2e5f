import { ensureChromium } from '../supabase/local/browser.ts';
import { buildingForTests } from './checks.ts';
import { step } from './step.ts';

/** Builds the portal as journeys want it, without the keys of any unit on this machine, and walks the files named. */
export async function walk(files: readonly string[], env: Record<string, string> = {}) {
	const CHROMIUM_PATH = ensureChromium((line) => void process.stdout.write(`${line}\n`));
	if (!(await step(buildingForTests, { env: { PUBLIC_UNIT_KEYS: '{}' } }))) return false;
	const walking = {
		name: 'journeys',
		program: process.execPath,
		words: ['node_modules/@playwright/test/cli.js', 'test', ...files]
	};
	return step(walking, { loud: true, env: { CHROMIUM_PATH, ...env } });
}
