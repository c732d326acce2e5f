/**
 * An officer outside a compartment cannot tell that a case exists: every door an officer's token opens gives the same
 * answer, the same refusal, and runs the same statements with the same numbers of rows, whether the case is there or not.
 */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyDoor } from '../../supabase/functions/_shared/contracts/every.ts';
import { doors as queue } from '../../supabase/functions/_shared/contracts/queue.ts';
import { scene, unit, type Scene } from '../../supabase/tests/auditing.ts';
import { visitOf } from '../../supabase/tests/cases.ts';
import { officerOf, type Person } from '../../supabase/tests/people.ts';
import { door } from '../../supabase/tests/sealed.ts';
import { anyKey, type Hidden } from './compartments-asking.ts';
import { lines } from './compartments-doors.ts';
import { aRequest, aTip, aVisit } from './compartments-hidden.ts';
import { Probe, type Seen } from './compartments-probe.ts';
import { taken } from './contracts.ts';

const FILTERS = process.env.GANDAN_LONG === '1' ? 200 : 8;

let s: Scene;
let probe: Probe;
let editor: Person;
let field: Person;

beforeAll(async () => {
	s = await scene();
	editor = await officerOf(s.db, unit, ['editor', 'treasurer']);
	field = await officerOf(s.db, unit, ['field']);
	// A session is written down at its first request; the probes take theirs back.
	for (const who of [s.desk, s.boss, s.outside, s.auditor, s.neighbour, editor, field])
		await door(s.db, who, 'staff_me', {});
	// What is not hidden, so that no list is empty.
	for (let n = 0; n < 3; n++) await visitOf(s.db, unit);
	await visitOf(s.db, '21451');
	// Nor the chain of reads of a unit.
	const [seen] = await s.q.all(s.desk);
	await s.q.open(s.desk, seen!.id);
	const [theirs] = await s.q.all(s.neighbour);
	await s.q.open(s.neighbour, theirs!.id);
	probe = await Probe.on(s.db);
});
afterAll(async () => {
	await probe?.end();
	await s?.db.drop();
});

const uuids = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** Requests of a door about the hidden case. */
function asked(name: string, hidden: Hidden): Record<string, unknown>[] {
	const line = lines[name]!;
	if (typeof line === 'function') return line(hidden);
	if (line !== 'made') return [];
	return fc.sample(taken(everyDoor[name]!.args), { seed: 7, numRuns: 2 }).map((made) => {
		const args = JSON.parse(JSON.stringify(made).replace(uuids, hidden.id));
		return 'key' in args ? { ...args, key: anyKey } : args;
	});
}
const filters = (): [string, Record<string, unknown>][] =>
	fc
		.sample(taken(queue.queue_page.args), { seed: 11, numRuns: FILTERS })
		.map((args) => ['queue_page', args as Record<string, unknown>]);

/** What `who` sees through these doors, each call with its name and request. */
async function look(who: Person, hidden: Hidden, names: readonly string[]) {
	const calls = names.flatMap((name) =>
		asked(name, hidden).map((args): [string, Record<string, unknown>] => [name, args])
	);
	const seen: Record<string, Seen> = {};
	for (const [name, args] of names.includes('queue_page') ? [...calls, ...filters()] : calls)
		seen[`${name} ${JSON.stringify(args)}`] = await probe.see(who, name, args);
	return seen;
}

/** The first thing that differs, or null. */
function difference(without: Seen, now: Seen): string | null {
	const [one, other] = [without, now].map(({ told, statements }) => [
		...statements,
		...JSON.stringify(told).split(/(?<=[,{}[\]])/)
	]) as [string[], string[]];
	const at = Array.from({ length: Math.max(one.length, other.length) }).findIndex(
		(_, n) => one[n] !== other[n]
	);
	return at < 0 ? null : `without it ${one[at]}, with it ${other[at]}`;
}

/** The calls that gave one thing without the hidden case and another with it. */
async function differences(
	outsiders: readonly Person[],
	make: typeof aTip,
	names: readonly string[]
) {
	const hidden = {
		id: randomUUID(),
		reference: `TB-26-${Math.floor(Math.random() * 1e6)}`,
		phone: '+84900000123',
		officer: s.first.sub,
		isTip: make === aTip
	};
	const without = await each(outsiders, (who) => look(who, hidden, names));
	await make(s, hidden);
	const found: string[] = [];
	for (const [n, who] of outsiders.entries()) {
		const now = await look(who, hidden, names);
		for (const [call, seen] of Object.entries(now)) {
			const told = difference(without[n]![call]!, seen);
			if (told) found.push(`${who.email} ${call}: ${told}`);
		}
	}
	return found;
}

async function each<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
	const done: R[] = [];
	for (const one of all) done.push(await work(one));
	return done;
}

const officers = () => probe.doors.filter((name) => everyDoor[name]?.who !== 'anyone');

test('every door that an officer’s token opens has its line, and no line is of a door that is gone', () => {
	expect(officers().filter((name) => !Object.hasOwn(lines, name))).toEqual([]);
	expect(Object.keys(lines).filter((name) => !probe.doors.includes(name))).toEqual([]);
});

describe('to whoever is outside, nothing tells of', () => {
	test('a tip: not to desk, lead, investigator or auditor of its own unit, nor to another unit', async () => {
		const outsiders = [s.desk, s.boss, s.outside, s.auditor, s.neighbour];
		expect(await differences(outsiders, aTip, officers())).toEqual([]);
	}, 300_000);

	test('a visit: not to another unit, nor to whoever has no part in visits', async () => {
		const outsiders = [s.neighbour, s.outside, editor, field];
		expect(await differences(outsiders, aVisit, officers())).toEqual([]);
	}, 300_000);
});

test('of a request for help nothing tells support officers of another unit, nor field and editor', async () => {
	const helper = await officerOf(s.db, '21451', ['support']);
	await door(s.db, helper, 'staff_me', {});
	const asked = officers().filter((name) => /^(support_|queue_(page|case|search|live))/.test(name));
	expect(await differences([helper, field, editor], aRequest, asked)).toEqual([]);
}, 300_000);

describe('the test finds a planted leak', () => {
	const leaks: [string, string, string, string][] = [
		[
			'in a list',
			'queue_page',
			'queue.member_cases(staff.officers)',
			`select coalesce(array_agg(t.case_id), '{}') from tips.threads t`
		],
		[
			'in the number of rows behind a refusal',
			'queue_case',
			'queue.mine(staff.officers, uuid)',
			`declare found_case queue.cases; begin
				select * into found_case from queue.cases c where c.id = $2;
				perform house.demand(found and queue.reaches(officer, found_case), 404, 'not_found');
				return found_case; end`
		],
		[
			'in the words of a refusal',
			'queue_case',
			'queue.mine(staff.officers, uuid)',
			`declare found_case queue.cases; begin
				select * into found_case from queue.cases c where c.id = $2 and queue.reaches(officer, c);
				perform house.demand(found, case when exists (select 1 from queue.cases c where c.id = $2) then 403 else 404 end, 'not_found');
				return found_case; end`
		],
		[
			'in what an officer has read',
			'queue_officer_reads',
			'queue.reads_told(queue.reads[], boolean)',
			`select to_jsonb((select count(*) from queue.reads))`
		]
	];
	test.each(leaks)('%s', async (_, name, signature, body) => {
		const [{ whole, source }] = (await s.db.sql`
			select pg_get_functiondef(${signature}::regprocedure) as whole, p.prosrc as source
			from pg_proc p where p.oid = ${signature}::regprocedure`) as unknown as [
			{ whole: string; source: string }
		];
		await s.db.sql.unsafe(whole.replace(source, `\n${body}\n`));
		try {
			expect(await differences([s.boss], aTip, [name])).not.toEqual([]);
		} finally {
			await s.db.sql.unsafe(whole);
		}
	});
});
