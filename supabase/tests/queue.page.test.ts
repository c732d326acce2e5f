/** The page of the queue: its order, its filters, what a line tells. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { callBackOf, visitOf } from './cases.ts';
import { newKey, officerOf, problemOf, type Person } from './people.ts';
import { verbsOf, type Verbs } from './verbs.ts';

let db: TestDatabase;
let q: Verbs;
let lead: Person;
let desk: Person;

beforeAll(async () => {
	db = await createDatabase();
	q = verbsOf(db);
	lead = await officerOf(db, '21439', ['lead']);
	desk = await officerOf(db, '21439', ['desk'], 'Nguyễn Thị Trực');
});
afterAll(() => db?.drop());

describe('the page of the queue', () => {
	test('goes by the nearest clock, those without one last, and meets every case once whatever the size', async () => {
		const ids: string[] = [];
		for (let n = 0; n < 9; n++) ids.push((await callBackOf(db, '21439')).id);
		// Two with the same clock and two without any, so that the order needs the id, too.
		await db.sql`update queue.cases set due_at = now() + interval '1 hour' where id in ${db.sql(ids.slice(0, 3))}`;
		await db.sql`update queue.cases set due_at = null, due_clock = null where id in ${db.sql(ids.slice(3, 5))}`;
		const whole = await q.all(lead);
		const due = whole.map(({ due_at }) => (due_at ? Date.parse(due_at) : Infinity));
		expect(due).toEqual([...due].sort((a, b) => a - b));
		expect(whole.filter(({ id }) => ids.slice(3, 5).includes(id))).toHaveLength(2);
		for (const size of [1, 2, 3, 7])
			expect((await q.all(lead, {}, size)).map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
	});

	test('tells what a line needs, and nothing of the person', async () => {
		const { id, form } = await callBackOf(db, '21439');
		const row = (await q.all(desk)).find((line) => line.id === id)!;
		expect(row).toMatchObject({
			kind: 'call_back',
			state: 'to_call',
			priority: 'normal',
			channel: 'web',
			due_clock: 'call',
			assignee: null,
			version: 1
		});
		expect(row.reference).toMatch(/^GL-\d\d-\d{4,}$/);
		expect(JSON.stringify(row)).not.toContain(form.name);
		expect(JSON.stringify(row)).not.toContain(form.phone.slice(-6));
	});

	test('is filtered by kind, state, area, officer, clock and what is to call', async () => {
		const late = await callBackOf(db, '21439', { area: '21463' });
		await db.sql`update queue.cases set due_at = now() - interval '1 minute' where id = ${late.id}`;
		const mine = await callBackOf(db, '21439');
		await q.assign(desk, mine, desk.sub);
		const visit = await visitOf(db, '21439');
		const has = async (filter: object, id: string) =>
			(await q.all(desk, filter)).some((row) => row.id === id);
		expect(await has({ kind: 'home_visit' }, visit.id)).toBe(true);
		expect(await has({ kind: 'home_visit' }, mine.id)).toBe(false);
		expect(await has({ state: 'waiting' }, visit.id)).toBe(true);
		expect(await has({ state: 'waiting' }, late.id)).toBe(false);
		expect(await has({ area: '21463' }, late.id)).toBe(true);
		expect(await has({ area: '21463' }, mine.id)).toBe(false);
		expect(await has({ assignee: 'me' }, mine.id)).toBe(true);
		expect(await has({ assignee: 'me' }, late.id)).toBe(false);
		expect(await has({ assignee: 'nobody' }, mine.id)).toBe(false);
		expect(await has({ assignee: desk.sub }, mine.id)).toBe(true);
		expect(await has({ due: 'late' }, late.id)).toBe(true);
		expect(await has({ due: 'late' }, mine.id)).toBe(false);
		expect(await has({ to_call: true }, mine.id)).toBe(true);
		expect(await has({ to_call: true }, visit.id)).toBe(false);
		expect(await has({ open: false }, mine.id)).toBe(false);
		await q.close(desk, { id: mine.id, version: 2 }, 'duplicate');
		expect(await has({ open: false }, mine.id)).toBe(true);
		expect(await has({}, mine.id)).toBe(false);
	});

	test.each([
		[{ kind: 'secret' }, 'bad_format', 'kind'],
		[{ state: 1 }, 'bad_format', 'state'],
		[{ area: '1' }, 'bad_format', 'area'],
		[{ assignee: 'x' }, 'bad_format', 'assignee'],
		[{ due: 'someday' }, 'bad_format', 'due'],
		[{ open: 'no' }, 'bad_format', 'open'],
		[{ search: 'Bình' }, 'unknown_field', 'search'],
		[[], 'bad_format', 'filter']
	])('a filter %j is refused as %s of %s', async (filter, message, detail) => {
		expect(await problemOf(q.page(desk, filter))).toMatchObject({ code: 'PT422', message, detail });
	});

	test('a cursor or a size out of place is refused', async () => {
		expect(await problemOf(q.page(desk, {}, { id: 'x' }))).toMatchObject({
			message: 'bad_format',
			detail: 'after'
		});
		expect(await problemOf(q.page(desk, {}, { at: 'morgen', id: newKey() }))).toMatchObject({
			message: 'bad_format'
		});
		expect(await problemOf(q.page(desk, {}, { at: null }))).toMatchObject({
			message: 'required'
		});
		expect(await problemOf(q.page(desk, {}, null, 101))).toMatchObject({
			message: 'out_of_range',
			detail: 'size'
		});
	});
});
