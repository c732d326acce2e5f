/** Who is told that a case changed. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { callBackOf, visitOf } from './cases.ts';
import { liveOf } from './living.ts';
import { officerOf, one, problemOf, type Person } from './people.ts';
import { verbsOf, type Verbs } from './verbs.ts';

let db: TestDatabase;
let q: Verbs;
let desk: Person;
let other: Person;
let field: Person;
let editor: Person;
let stranger: Person;

let live: ReturnType<typeof liveOf>;

/** What an officer is told of what happens meanwhile. */
async function heardBy(person: Person, work: () => Promise<unknown>) {
	// Whatever the tests before did is over ten seconds ago.
	await db.sql`update queue.news set at = at - interval '11 seconds'`;
	const { now: since, mark } = await live(person);
	await work();
	const { all, changed } = await live(person, { since, mark });
	return { all, changed: changed.map(({ id, version }) => ({ id, version })) };
}
const nothing = { all: false, changed: [] };

beforeAll(async () => {
	db = await createDatabase();
	q = verbsOf(db);
	live = liveOf(db);
	desk = await officerOf(db, '21439', ['desk'], 'Nguyễn Thị Trực');
	other = await officerOf(db, '21439', ['desk'], 'Trần Văn Cùng');
	field = await officerOf(db, '21439', ['field'], 'Lê Văn Đường');
	editor = await officerOf(db, '21439', ['editor']);
	stranger = await officerOf(db, '21451', ['lead']);
});
afterAll(() => db?.drop());

describe('a change', () => {
	test('is told once to the desk, with the case and its version, and to nobody outside', async () => {
		const { id } = await callBackOf(db, '21439');
		const act = () => q.call(desk, { id }, 'answered', null, 'Nghe rõ');
		expect(await heardBy(other, act)).toEqual({ all: false, changed: [{ id, version: 2 }] });
		for (const outsider of [stranger, editor, field])
			expect(await heardBy(outsider, () => q.note(desk, id))).toEqual(nothing);
	});

	test('of a note alone is told as well, under the same version', async () => {
		const { id } = await callBackOf(db, '21439');
		expect(await heardBy(other, () => q.note(desk, id))).toEqual({
			all: false,
			changed: [{ id, version: 1 }]
		});
	});

	test('that was rolled back is told to nobody', async () => {
		const { id } = await callBackOf(db, '21439');
		expect(
			await heardBy(other, () => problemOf(q.call(desk, { id, version: 7 }, 'answered')))
		).toEqual(nothing);
	});

	test('that is two transactions at once is told of both, and neither waits for the other', async () => {
		const [one, two] = [await callBackOf(db, '21439'), await callBackOf(db, '21439')];
		const first = await db.sql.reserve();
		const second = await db.sql.reserve();
		try {
			const heard = await heardBy(other, async () => {
				await first`begin`;
				await second`begin`;
				await second`set local lock_timeout = '2s'`;
				await first`update queue.cases set version = 2 where id = ${one.id}`;
				await first`set constraints all immediate`;
				await second`update queue.cases set version = 2 where id = ${two.id}`;
				await second`commit`;
				await first`commit`;
			});
			expect(heard.changed.map(({ id }) => id).sort()).toEqual([one.id, two.id].sort());
		} finally {
			first.release();
			second.release();
		}
	});

	test('of a visit is told to the field while it reaches them, and when it leaves', async () => {
		const { id } = await visitOf(db, '21439');
		const become = (state: string) => () =>
			db.sql`update queue.cases set state = ${state}, version = version + 1 where id = ${id}`;
		expect(await heardBy(field, become('held'))).toEqual(nothing);
		expect((await heardBy(field, become('captured'))).changed).toMatchObject([{ id }]);
		expect((await heardBy(field, become('done'))).changed).toMatchObject([{ id }]);
		expect(await heardBy(field, become('cancelled'))).toEqual(nothing);
	});

	test('of a tip is written down nowhere', async () => {
		await db.sql`select queue.open_case('tip', '21439', null, 'web', 'waiting', 'tip', '{}', '', null)`;
		const { n } = one(
			await db.sql`select count(*)::int as n from queue.news n join queue.cases c on c.id = n.case_id where c.kind = 'tip'`
		);
		expect(n).toBe(0);
	});

	test('of whatever kind, in whatever state, is told exactly to those whom the compartments let know of the case', async () => {
		const roles = ['desk', 'field', 'investigator', 'support', 'editor', 'treasurer', 'lead'];
		const house = await Promise.all(
			['21472', '21478'].flatMap((unit) => roles.map((role) => officerOf(db, unit, [role])))
		);
		const cases = await db.sql`
			select (queue.open_case(k.kind, '21472', null, 'web', s.state, k.kind, '{}', '', null)).id
			from queue.kinds k cross join (values ('waiting'), ('captured'), ('card_ready'), ('done')) s (state)`;
		const before = await Promise.all(house.map((person) => live(person)));
		const ids = cases.map(({ id }) => id);
		await db.sql`update queue.news set at = at - interval '11 seconds'`;
		await db.sql`update queue.cases set version = version + 1 where id = any (${ids})`;
		for (const [n, person] of house.entries()) {
			const { now: since, mark } = before[n]!;
			const told = (await live(person, { since, mark })).changed.map(({ id }) => id);
			const reached = await db.sql`
				select c.id from queue.cases c, staff.officers o
				where o.user_id = ${person.sub} and c.id = any (${ids}) and queue.reaches(o, c)`;
			expect(told.sort()).toEqual(reached.map(({ id }) => id).sort());
		}
	});

	test('longer ago than ten minutes, or among too many, makes the page read everything anew', async () => {
		const { mark } = await live(desk);
		const old = new Date(Date.now() - 11 * 60_000).toISOString();
		expect(await live(desk, { since: old, mark })).toMatchObject({ all: true, changed: [] });
		const since = new Date().toISOString();
		await db.sql`insert into queue.news (compartment, case_id, version)
			select m.id, gen_random_uuid(), 1 from queue.compartments m, generate_series(1, 101) where m.unit = '21439' and m.kind = 'call_back'`;
		expect(await live(desk, { since, mark })).toMatchObject({ all: true, changed: [] });
	});
});

describe('an officer outside', () => {
	test('gets the same answer with and without a case that is hidden from them, whatever is done to it', async () => {
		const tab = randomUUID();
		for (const outsider of [stranger, editor]) {
			const without = await live(outsider, { tab });
			const { id } = await callBackOf(db, '21439');
			await live(desk, { looking: id });
			await q.call(desk, { id }, 'answered');
			const asked = { since: without.now, mark: without.mark, tab };
			const withIt = await live(outsider, { ...asked, looking: id });
			const nowhere = await live(outsider, { ...asked, looking: randomUUID() });
			for (const answer of [withIt, nowhere])
				expect({ ...answer, now: null }).toEqual({ ...without, now: null });
			const { n } = one(
				await db.sql`select count(*)::int as n from queue.looks where officer = ${outsider.sub}`
			);
			expect(n).toBe(0);
		}
	});
});
