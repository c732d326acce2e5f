/**
 * `npm test`: lint, types, unit, SQL, function, race, journey and accessibility tests. Its last line
 * is `N passed, N failed`; the exit code is 1 when anything failed.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from '../supabase/local/browser.ts';
import { project } from '../supabase/local/home.ts';
import { sentence } from '../supabase/local/stop.ts';
import setup from '../supabase/local/testing-server.ts';
import { buildingForTests, checks, making, type Check } from './checks.ts';
import {
	askedAgain,
	checked,
	fromPlaywright,
	fromVitest,
	mayAskAgain,
	sum,
	type Counts
} from './counts.ts';
import { step } from './step.ts';
import { hashOf, outdated, readTaken } from '../supabase/tests/mutants/taken.ts';
import { unlooked } from '../tests/journeys/looked.ts';

const node = process.execPath;
const results = join(project, 'test-results');
const counts: Counts[] = [];
const say = (line: string) => void process.stdout.write(`${line}\n`);
const count = async (check: Check) => void counts.push(checked(check.name, await step(check)));

/** A run that left no report has failed as one, whatever it did before. */
function read(name: string, file: string, counted: (report: unknown) => Counts): Counts {
	if (!existsSync(file)) return checked(`${name} (no report)`, false);
	return counted(JSON.parse(readFileSync(file, 'utf8')));
}

/** Runs tests that leave a report; where few failed, their files, and of journeys they themselves, are asked once more, alone. */
async function suite(check: Check, file: string, counted: (report: unknown) => Counts) {
	await step(check, { loud: true });
	const first = read(check.name, file, counted);
	if (!mayAskAgain(first)) return void counts.push(first);
	rmSync(file);
	const again = { ...check, name: `${check.name}, again`, words: [...check.words, ...first.files] };
	await step(again, { loud: true, env: { TRACE: '1' } });
	counts.push(askedAgain(first, read(again.name, file, counted)));
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results);
for (const check of making) await count(check);
// Two at a time: the portal is built for small machines, and so are its tests.
const [eslint, prettier, types, deno] = checks;
await Promise.all([count(types!), count(eslint!)]);

/** One server for all that wants a database, made while one core would wait for the build. Whoever is stopped leaves none behind. */
async function serve(): Promise<() => Promise<void>> {
	try {
		const end = await setup();
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
			process.once(signal, () => void end().finally(() => process.exit(1)));
		return end;
	} catch (error) {
		say(sentence(error));
		counts.push(checked('a server for tests', false));
		return async () => {};
	}
}
// Journeys have databases of their own, whose units' keys no build can know beforehand.
const [built, end] = await Promise.all([
	step(buildingForTests, { env: { PUBLIC_UNIT_KEYS: '{}' } }),
	serve(),
	(async () => {
		for (const check of [prettier!, deno!]) await count(check);
	})()
]);
counts.push(checked(buildingForTests.name, built));

let browser = true;
try {
	const path = ensureChromium(say);
	process.env.CHROMIUM_PATH = path;
	say(`Browser: ${path}`);
} catch (error) {
	browser = false;
	say(sentence(error));
	counts.push(checked('a browser', false));
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
await suite(vitest, unit, fromVitest);

if (built && browser) {
	const journeys = {
		name: 'journeys and accessibility',
		program: node,
		words: ['node_modules/@playwright/test/cli.js', 'test']
	};
	const inTurn = (file: string) =>
		readFileSync(join('tests/journeys', file), 'utf8').includes("mode: 'serial'");
	await suite(journeys, join(results, 'journeys.json'), (report) => fromPlaywright(report, inTurn));
	const unseen = unlooked('src/routes');
	counts.push(
		checked(['axe looks at every page', ...unseen].join(', not at '), unseen.length === 0)
	);
}
await end();

const { passed, failed, broken, shaky, skipped } = sum(counts);
// Named once more at the end: who reads the tail of a log shall not have to look for them.
const old = outdated(readTaken(), hashOf());
if (old) say(`– ${old}`);
for (const line of skipped) say(`– not tried here: ${line.replace(project, '.')}`);
for (const line of shaky) say(`~ failed once, then held: ${line.replace(project, '.')}`);
for (const line of broken) say(`✗ ${line.replace(project, '.')}`);
process.exitCode = failed === 0 ? 0 : 1;
say(`${passed} passed, ${failed} failed`);
