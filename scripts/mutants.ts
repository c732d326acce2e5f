/**
 * `npm run test:mutants`: takes away each thing that holds somebody back, one at a time, and counts what notices. Goes on where it
 * was stopped. `--kind K`, `--only WORDS`, `--sample N` (with `--seed S`), `--anew`; `--files` also asks test files about what
 * lists, doors and tables did not see; `--record` notes first which files see what.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connect } from '../supabase/local/bootstrap.ts';
import { project } from '../supabase/local/home.ts';
import { readMigrations } from '../supabase/local/migrations.ts';
import setup, { variable } from '../supabase/local/testing-server.ts';
import { failing, likely, recorded } from '../supabase/tests/mutants/asking.ts';
import { mutantGround } from '../supabase/tests/mutants/ground.ts';
import { judge } from '../supabase/tests/mutants/judging.ts';
import { mutantsOf } from '../supabase/tests/mutants/kinds.ts';
import type { Mutant } from '../supabase/tests/mutants/mutant.ts';
import { sample } from '../supabase/tests/mutants/sampling.ts';
import { score, type Judged } from '../supabase/tests/mutants/score.ts';
import { step } from './step.ts';

const { values } = parseArgs({
	options: {
		kind: { type: 'string' },
		only: { type: 'string' },
		sample: { type: 'string' },
		seed: { type: 'string', default: '1' },
		anew: { type: 'boolean', default: false },
		files: { type: 'boolean', default: false },
		record: { type: 'boolean', default: false }
	}
});
const folder = join(project, '.gandan', 'mutants');
const seen = join(folder, 'seen');
/** What was judged of other migrations is of no use. */
const of = createHash('sha256').update(JSON.stringify(readMigrations())).digest('hex').slice(0, 12);
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
	await step(
		{ name: 'noting what each test sees', program: process.execPath, words },
		{ loud: true, env }
	);
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

const end = await setup();
try {
	if (values.record) await recording();
	const ground = await mutantGround();
	try {
		const mutants = wanted(await ground.root.begin(mutantsOf));
		const known = new Map(read().map((one) => [`${one.kind} ${one.name}`, one]));
		const files = recorded(seen);
		if (values.files && !existsSync(seen)) say('No run was noted yet: `--record` makes one.');
		for (const [n, mutant] of mutants.entries()) {
			const before = known.get(`${mutant.kind} ${mutant.name}`);
			const open = (one: Judged) => values.files && !one.list && !one.behaviour && !one.file;
			if (before && !open(before)) continue;
			const verdict: Judged = before ?? {
				kind: mutant.kind,
				name: mutant.name,
				...(await judge(ground, mutant))
			};
			const asked = open(verdict);
			if (asked) verdict.file = (await failing(mutant, likely(mutant, files))) ?? '';
			appendFileSync(notes, `${JSON.stringify(verdict)}\n`);
			known.set(`${mutant.kind} ${mutant.name}`, verdict);
			if (asked)
				say(
					`${n + 1}/${mutants.length} ${mutant.kind}: ${mutant.name}: ${verdict.file || 'survived'}`
				);
		}
		for (const line of score(mutants.map(({ kind, name }) => known.get(`${kind} ${name}`)!)))
			say(line);
	} finally {
		await ground.end();
	}
} finally {
	await end();
}
