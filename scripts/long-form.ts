/** The long form of tests that `npm test` runs a part of. Sets the exit code: 0 when all passed. */
import { step } from './step.ts';

export async function longForm(name: string, ...files: string[]): Promise<void> {
	const words = ['node_modules/vitest/vitest.mjs', 'run', ...files];
	const check = { name, program: process.execPath, words };
	process.exitCode = (await step(check, { loud: true, env: { GANDAN_LONG: '1' } })) ? 0 : 1;
}
