/**
 * `npm test`: lint, types, unit, SQL, function, race, journey and accessibility tests. Its last line
 * is `N passed, N failed`; the exit code is 1 when anything failed.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from '../supabase/local/browser.ts';
import { project } from '../supabase/local/home.ts';
import { sentence } from '../supabase/local/stop.ts';
import { buildingForTests, checks, making } from './checks.ts';
import { fromPlaywright, fromVitest, sum, type Counts } from './counts.ts';
import { step } from './step.ts';

const node = process.execPath;
const results = join(project, 'test-results');
const counts: Counts[] = [];
const say = (line: string) => void process.stdout.write(`${line}\n`);
const count = (passed: boolean) =>
	void counts.push({ passed: Number(passed), failed: Number(!passed) });

/** A run that left no report has failed as one, whatever it did before. */
function read(file: string, counted: (report: unknown) => Counts): Counts {
	if (!existsSync(file)) return { passed: 0, failed: 1 };
	return counted(JSON.parse(readFileSync(file, 'utf8')));
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results);
for (const check of making) count(await step(check));
// Two at a time: the portal is built for small machines, and so are its tests.
const [eslint, prettier, types, deno] = checks;
await Promise.all([
	(async () => count(await step(types!)))(),
	(async () => {
		for (const check of [eslint!, prettier!, deno!]) count(await step(check));
	})()
]);

let browser = true;
try {
	const path = ensureChromium(say);
	process.env.CHROMIUM_PATH = path;
	say(`Browser: ${path}`);
} catch (error) {
	browser = false;
	say(sentence(error));
	count(false);
}

const unit = join(results, 'vitest.json');
const vitest = {
	name: 'unit, SQL, function and race tests',
	program: node,
	words: [
		'node_modules/vitest/vitest.mjs',
		...['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unit}`]
	]
};
await step(vitest, { loud: true });
counts.push(read(unit, fromVitest));

// Journeys have databases of their own, whose units' keys no build can know beforehand.
const built = await step(buildingForTests, { env: { PUBLIC_UNIT_KEYS: '{}' } });
count(built);
if (built && browser) {
	const journeys = {
		name: 'journeys and accessibility',
		program: node,
		words: ['node_modules/@playwright/test/cli.js', 'test']
	};
	await step(journeys, { loud: true });
	counts.push(read(join(results, 'journeys.json'), fromPlaywright));
}

const { passed, failed } = sum(counts);
process.exitCode = failed === 0 ? 0 : 1;
say(`${passed} passed, ${failed} failed`);
