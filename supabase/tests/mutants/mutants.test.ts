/** The machine that makes mutants, in short: a sample of each kind is killed, and what changes nothing survives. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { project } from '../../local/home.ts';
import { examples } from '../rows/breaking.ts';
import { likely } from './asking.ts';
import { mutantGround } from './ground.ts';
import { judge } from './judging.ts';
import { mutantsOf } from './kinds.ts';
import type { Mutant } from './mutant.ts';
import { sample } from './sampling.ts';
import { score } from './score.ts';
import { equivalent, titled, witnesses } from './told.ts';

let ground: Awaited<ReturnType<typeof mutantGround>>;
let all: Mutant[];
let mutants: Mutant[];
/** Doors of three rooms stand for all: `npm run test:mutants` knocks at each. */
const asked = [
	'queue_case',
	'queue_figures',
	'queue_export',
	'staff_duty_rules',
	'staff_factors',
	'fund_bank',
	'fund_rewards',
	'tips_open'
];
beforeAll(async () => {
	ground = await mutantGround(asked);
	all = await ground.root.begin(mutantsOf);
	const within = ({ kind, run = '' }: Mutant) =>
		!/^(staff.require removed|role widened|a role|revoke$)/.test(kind) ||
		asked.includes(run.replace('public.', ''));
	mutants = all.filter(within);
}, 120_000);
afterAll(() => ground?.end());

/** What lists, doors and tables see by themselves; of the others test files are asked, by `npm run test:mutants`. */
const seenHere = [
	'row security off',
	'grant on a table',
	'grant on a schema',
	'revoke of a schema',
	'grant of a role',
	'grant by default',
	'grant of files',
	'policy',
	'check',
	'unique',
	'foreign key',
	'grant on a function',
	'revoke',
	'staff.require removed',
	'role widened',
	'a role that a room asks for',
	'a question of staff.require'
];

test('whatever holds somebody back has a mutant, each under its own name', () => {
	const names = all.map(titled);
	expect(new Set(names).size).toBe(names.length);
	const kinds = new Set(all.map(({ kind }) => kind));
	expect([...kinds].sort()).toEqual([...seenHere, 'trigger', 'second factor removed'].sort());
});

test.each(seenHere)('of the kind "%s" a sample is killed', async (kind) => {
	const same = equivalent();
	const some = mutants.filter((one) => one.kind === kind && !same.has(titled(one)));
	for (const mutant of sample(some, 2, 9)) {
		const { list, behaviour } = await judge(ground, mutant);
		expect(list || behaviour, mutant.name).toBe(true);
	}
});

test('a mutant that changes nothing survives, and one that was made leaves nothing behind', async () => {
	const [any] = mutants.filter(({ kind }) => kind === 'staff.require removed');
	const harmless = { ...any!, make: 'select 1' };
	expect(await judge(ground, any!)).toMatchObject({ behaviour: true });
	expect(await judge(ground, harmless)).toEqual({ list: false, behaviour: false });
});

test('what changes nothing is of a mutant that is there, and says why', () => {
	const names = new Set(all.map(titled));
	for (const [name, why] of equivalent()) {
		expect(names.has(name), name).toBe(true);
		expect(why.length, name).toBeGreaterThan(20);
	}
});

test('a trigger that reckons and a second factor that a door asks for have a witness: a test file that is there', () => {
	const [told, same] = [witnesses(), equivalent()];
	const names = new Set(all.map(titled));
	for (const [name, file] of told) {
		expect(names.has(name), name).toBe(true);
		expect(existsSync(join(project, file)), file).toBe(true);
	}
	const seen = ({ kind, name, table = '' }: Mutant) =>
		kind === 'trigger' && name.split(' ')[1]! in (examples().get(table)?.kept ?? {});
	const asked = all.filter(({ kind }) => /^(trigger|policy|second factor)/.test(kind));
	const left = asked.filter((one) => !seen(one)).map(titled);
	expect(left.filter((name) => !told.has(name) && !same.has(name))).toEqual([]);
});

test('a mutant is asked of the files that ran its function, those that speak of it first', () => {
	const seen = new Map([
		['a.test.ts', { names: new Set(['queue.keep']), text: '' }],
		['b.test.ts', { names: new Set(['queue.keep']), text: 'keep keep' }],
		['c.test.ts', { names: new Set(['queue.other']), text: 'keep keep keep' }]
	]);
	const mutant = { kind: 'trigger', name: 'queue.notes kept', make: '', run: 'queue.keep' };
	expect(likely(mutant, seen)).toEqual(['b.test.ts', 'a.test.ts']);
});

test('the score tells what was killed by behaviour from what only a list saw, and names who survived', () => {
	const lines = score([
		{ kind: 'check', name: 'one', list: false, behaviour: true },
		{ kind: 'check', name: 'two', list: true, behaviour: false },
		{ kind: 'check', name: 'three', list: false, behaviour: false }
	]);
	expect(lines.find((line) => line.startsWith('check'))).toMatch(/1\/3\s+2\/3$/);
	expect(lines.slice(-2)).toEqual(['2 of 3 are killed, 1 survive.', 'survived: check: three']);
});
