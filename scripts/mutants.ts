/**
 * `npm run test:mutants`: takes away each thing that holds somebody back, one at a time, and counts what notices: lists, doors and
 * tables, then the test files named as witnesses. Goes on where it was stopped; ends with 1 where something survives. `--kind K`,
 * `--only WORDS`, `--sample N` (with `--seed S`), `--anew`; `--quick` asks no test file; `--record` notes first which files see what,
 * so that a mutant without a witness meets those. A whole run leaves its score in supabase/tests/mutants/taken.json.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connect } from '../supabase/local/bootstrap.ts';
import { project } from '../supabase/local/home.ts';
import setup, { variable } from '../supabase/local/testing-server.ts';
import { failing, likely, recorded } from '../supabase/tests/mutants/asking.ts';
import { mutantGround } from '../supabase/tests/mutants/ground.ts';
import { judge } from '../supabase/tests/mutants/judging.ts';
import { mutantsOf } from '../supabase/tests/mutants/kinds.ts';
import type { Mutant } from '../supabase/tests/mutants/mutant.ts';
import { sample } from '../supabase/tests/mutants/sampling.ts';
import { isOpen, score, type Judged } from '../supabase/tests/mutants/score.ts';
import { hashOf, keepTaken } from '../supabase/tests/mutants/taken.ts';
import { equivalent, titled, witnesses } from '../supabase/tests/mutants/told.ts';
import { making } from './checks.ts';
import { step } from './step.ts';

const { values } = parseArgs({
	options: {
		kind: { type: 'string' },
		only: { type: 'string' },
		sample: { type: 'string' },
		seed: { type: 'string', default: '1' },
		anew: { type: 'boolean', default: false },
		quick: { type: 'boolean', default: false },
		record: { type: 'boolean', default: false }
	}
});
const folder = join(project, '.gandan', 'mutants');
const seen = join(folder, 'seen');
/** What was judged of other migrations is of no use. */
const of = hashOf();
const notes = join(folder, `${of}.jsonl`);
const say = (line: string) => void process.stdout.write(`${line}\n`);

if (values.anew) rmSync(notes, { force: true });
mkdirSync(folder, { recursive: true });

/** Runs the tests of doors and databases once, noting what each file's databases saw. */
async function recording(): Promise<void> {
	rmSync(seen, { recursive: true, force: true });
	mkdirSync(seen);
	const server = JSON.parse(process.env[variable]!);
	const admin = connect(server.admin);
	await admin.unsafe(`alter system set track_functions = 'all'`);
	await admin`select pg_reload_conf()`;
	await admin.end();
	const words = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'doors', '--reporter=dot'];
	const env = { [variable]: JSON.stringify({ ...server, recorded: seen }) };
	const tests = { name: 'noting what each test sees', program: process.execPath, words };
	if (!(await step(tests, { loud: true, env })))
		throw new Error('What fails before anything is taken away can show nothing.');
}

function wanted(all: Mutant[]): Mutant[] {
	const fits = ({ kind, name }: Mutant) =>
		(!values.kind || kind === values.kind) && (!values.only || name.includes(values.only));
	const left = all.filter(fits);
	return values.sample ? sample(left, Number(values.sample), Number(values.seed)) : left;
}

const read = (): Judged[] =>
	existsSync(notes)
		? readFileSync(notes, 'utf8')
				.split('\n')
				.filter(Boolean)
				.map((line) => JSON.parse(line))
		: [];

/** Asks test files: the witness first, then whichever could see it. */
async function ask(mutant: Mutant, files: ReturnType<typeof recorded>): Promise<string> {
	const witness = witnesses().get(titled(mutant));
	const named = witness === undefined ? [] : [join(project, witness)];
	const file = await failing(mutant, [...new Set([...named, ...likely(mutant, files)])]);
	say(`${titled(mutant)} — ${file ?? 'survived'}${file === witness ? '' : ' (no witness)'}`);
	return file ?? '';
}

const end = await setup();
try {
	// A fresh clone has neither words nor Kit's types, and no test file runs without them.
	for (const check of values.quick && !values.record ? [] : making)
		if (!(await step(check))) throw new Error(`${check.name}: that failed.`);
	if (values.record) await recording();
	const ground = await mutantGround();
	try {
		const mutants = wanted(await ground.root.begin(mutantsOf));
		const known = new Map(read().map((one) => [titled(one), one]));
		const note = (verdict: Judged) => {
			appendFileSync(notes, `${JSON.stringify(verdict)}\n`);
			known.set(titled(verdict), verdict);
		};
		// Those that were alive are judged again: a line or a test may have come since.
		for (const mutant of mutants) {
			const before = known.get(titled(mutant));
			if (before && !isOpen(before)) continue;
			const { kind, name } = mutant;
			note({ kind, name, ...(await judge(ground, mutant)) });
		}
		const same = equivalent();
		const files = recorded(seen);
		const open = mutants.filter(
			(mutant) => isOpen(known.get(titled(mutant))!) && !same.has(titled(mutant))
		);
		// Two at a time: a test file alone keeps one core busy.
		const asking = values.quick ? [] : open.values();
		const next = async () => {
			for (const mutant of asking)
				note({ ...known.get(titled(mutant))!, file: await ask(mutant, files) });
		};
		await Promise.all([next(), next()]);
		const judged = mutants.map((mutant) => known.get(titled(mutant))!);
		for (const line of score(judged)) say(line);
		const alive = judged.filter((one) => isOpen(one) && !same.has(titled(one)));
		process.exitCode = alive.length === 0 ? 0 : 1;
		// A score of some of them is none of the whole.
		if (!values.kind && !values.only && !values.sample && !values.quick) {
			const counted = judged.filter((one) => !same.has(titled(one))).length;
			const [postgres] = await ground.root`select current_setting('server_version') as version`;
			keepTaken({
				of,
				at: new Date().toISOString(),
				versions: { node: process.version, postgres: postgres!.version },
				killed: counted - alive.length,
				counted,
				equivalent: judged.length - counted
			});
		}
	} finally {
		await ground.end();
	}
} finally {
	await end();
}
