/** What is kept of persons: all of it is listed with its time, and the jobs erase it when that is over. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { asPerson, officerOf, one, problemOf, type Person } from './people.ts';
import { age, mark, phone, plantEverything, type Planted } from './planting.ts';
import { others, ofSupabase } from './retention-others.ts';
import { doors } from '../functions/_shared/contracts/queue-erasures.ts';

let db: TestDatabase;
let planted: Planted;
let auditor: Person;
beforeAll(async () => {
	db = await createDatabase();
	auditor = await officerOf(db, '21439', ['auditor']);
	planted = await plantEverything(db);
});
afterAll(() => db?.drop());

const report = async (who = auditor) =>
	asPerson(db, who, async (tx) =>
		doors.queue_erasures.answer.parse(one(await tx`select public.queue_erasures() as a`).a)
	);

type Column = { name: string; column: string; spoken: boolean };
const columns = () => db.sql<Column[]>`
	select n.nspname || '.' || c.relname as name, a.attname as column,
		format_type(a.atttypid, null) in ('text', 'text[]', 'jsonb', 'json', 'bytea', 'double precision', 'inet', 'xml')
			or format_type(a.atttypid, null) like 'character%' as spoken
	from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
	where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and n.nspname !~ '^pg_'
		and n.nspname <> all (${['information_schema', 'extensions', ...ofSupabase]})`;
const holds = () =>
	db.sql<{ relation: string; kind: string; job: string | null; columns: string[] }[]>`
		select h.relation, h.kind, k.job, h.columns from erasures.holds h join erasures.kinds k using (kind)`;

test('every column that can hold words is listed, as something of a person with its time or as nothing of anybody', async () => {
	const listed = new Set(
		(await holds()).flatMap(({ relation, columns }) => columns.map((one) => `${relation}.${one}`))
	);
	const named = new Set(
		Object.entries(others).flatMap(([table, all]) => all.map((one) => `${table}.${one}`))
	);
	const there = await columns();
	const unlisted = there.filter(
		({ name, column, spoken }) =>
			spoken && !listed.has(`${name}.${column}`) && !named.has(`${name}.${column}`)
	);
	expect(unlisted.map(({ name, column }) => `${name}.${column}`)).toEqual([]);
	const known = new Set(there.map(({ name, column }) => `${name}.${column}`));
	expect([...listed, ...named].filter((one) => !known.has(one))).toEqual([]);
	expect([...listed].filter((one) => named.has(one))).toEqual([]);
});

test('every job that is named is there', async () => {
	const jobs = await db.sql<{ job: string }[]>`
		select distinct job from erasures.kinds k where job is not null and not exists (
			select from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname || '.' || p.proname = k.job
		)`;
	expect([...jobs]).toEqual([]);
});

/** Those of tips are looked at where tips are, and what officers search by is made anew of what is left: `marked` looks into it. */
const isAsked = ({ relation, kind, job }: { relation: string; kind: string; job: string | null }) =>
	job && !['tip', 'part', 'hold'].includes(kind) && relation !== 'queue.cases';

/** Listed columns that a job erases and that hold something now. */
async function filled(kinds?: string[]): Promise<string[]> {
	const found: string[] = [];
	for (const { relation, kind, columns } of (await holds()).filter(isAsked)) {
		if (kinds && !kinds.includes(kind)) continue;
		// An invitation that was taken is its officer's.
		const taken = kind === 'invitation' ? 'used_at is null' : 'true';
		for (const column of columns) {
			const { n } = one(
				await db.sql.unsafe(
					`select count(*) as n from ${relation} t where coalesce(t.${column}::text, '') not in ('', '{}', 'f', 'false', '{"erased": true}') and ${taken}`
				)
			);
			if (n !== '0') found.push(`${relation}.${column}`);
		}
	}
	return found;
}

/** Every table in which the mark or the phone still stands, folded or not. */
async function marked(): Promise<string[]> {
	const tables = await db.sql<{ name: string }[]>`
		select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
			and has_table_privilege(c.oid, 'select')`;
	const found: string[] = [];
	for (const { name } of tables) {
		const [row] = await db.sql.unsafe(
			`select 1 from ${name} t where t::text ~* '${mark}|que.tra.my|${phone.slice(3)}' limit 1`
		);
		if (row) found.push(name);
	}
	return found;
}

test('the jobs erase all of it: health and words first, persons later, and no table holds a trace in the end', async () => {
	const listed = (await holds()).filter(isAsked);
	// Whoever lists a new column plants something in it here, or nothing shows that a job erases it.
	const all = listed.flatMap(({ relation, columns }) => columns.map((one) => `${relation}.${one}`));
	expect((await filled()).sort()).toEqual(all.sort());
	const { kinds: before } = await report();
	expect(before.filter(({ due }) => due > 0)).toEqual([]);

	await age(db, 31);
	const due = Object.fromEntries((await report()).kinds.map(({ kind, ...one }) => [kind, one]));
	expect(due.sensitive).toMatchObject({ job: true, due: 3, overdue: 0, erased: 0, at: null });
	expect(due.caller).toMatchObject({ due: 1, overdue: 1 });
	await db.sql`select booking.erase_due()`;
	expect(await filled(['sensitive', 'draft', 'tail', 'caller', 'invitation'])).toEqual([
		'notify.outbox.to_address'
	]);
	expect(await marked()).toContain('booking.people');

	await age(db, 92);
	const late = await report();
	expect(late.kinds.find(({ kind }) => kind === 'contact')).toMatchObject({
		due: 3,
		overdue: 3
	});
	await db.sql`select booking.erase_due()`;
	expect(await filled()).toEqual([]);
	expect(await marked()).toEqual([]);
	const end = await report();
	expect(end.kinds.filter(({ due, overdue }) => due + overdue > 0)).toEqual([]);
	expect(end).toMatchObject({ late: false, days: { sensitive: 30, contact: 90 } });
	const erased = Object.fromEntries(end.kinds.map(({ kind, erased }) => [kind, erased]));
	expect(erased).toMatchObject({
		sensitive: 3,
		contact: 3,
		request: 1,
		caller: 1,
		keeper: 1,
		invitation: 1,
		draft: 3
	});
});

test('a row that a job forgets is called overdue, and a night without a run is late', async () => {
	await db.sql`insert into booking.caller_lookups (unit, officer, phone, found, at)
		values ('21439', ${planted.desk.sub}, ${phone}, 0, now() - interval '3 days')`;
	expect((await report()).kinds.find(({ kind }) => kind === 'caller')).toMatchObject({
		overdue: 1
	});
	await db.sql`update erasures.nights set at = at - interval '2 days'`;
	expect((await report()).late).toBe(true);
	await db.sql`select booking.sweep()`;
	expect((await report()).kinds.find(({ kind }) => kind === 'caller')).toMatchObject({
		overdue: 0,
		erased: 2
	});
});

test('leads and auditors read the report of their own unit, and nobody else does', async () => {
	const lead = await officerOf(db, '21451', ['lead']);
	expect((await report(lead)).kinds.find(({ kind }) => kind === 'contact')).toMatchObject({
		erased: 0
	});
	expect(await problemOf(report(planted.desk))).toMatchObject({ message: 'role_missing' });
});
