/** What came and what was done, month by month, and what of it anybody may know. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/queue-figures.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { callBackOf, visitOf } from './cases.ts';
import { asPerson, officerOf, one, problemOf, type Person } from './people.ts';
import { verbsOf } from './verbs.ts';

const unit = '21457';
let db: TestDatabase;
let lead: Person;
let desk: Person;

/** A case that was received on that day at noon, and ended so many days later if told. */
async function received(id: string, day: string, days: number | null = null) {
	await db.sql`
		update queue.cases set received_at = ${day}::timestamp at time zone 'Asia/Ho_Chi_Minh' + interval '12 hours',
			ended_at = case when ${days}::int is null then null
				else ${day}::timestamp at time zone 'Asia/Ho_Chi_Minh' + interval '12 hours' + make_interval(days => ${days}) end
		where id = ${id}`;
}
const figures = (person: Person, from: string, to: string) =>
	asPerson(db, person, async (tx) =>
		doors.queue_figures.answer.parse(
			one(await tx`select public.queue_figures(${from}, ${to}) as a`).a
		)
	);
const forAnybody = async (code: string) =>
	doors.queue_figures_public.answer.parse(
		one(await db.as({ role: 'anon' }, (tx) => tx`select public.queue_figures_public(${code}) as a`))
			.a
	);
/** A day of the month that is so many months back. */
const monthBack = (back: number, day = 15) => {
	const now = new Date(Date.now() + 7 * 3_600_000);
	return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, day))
		.toISOString()
		.slice(0, 10);
};

beforeAll(async () => {
	db = await createDatabase();
	lead = await officerOf(db, unit, ['lead']);
	desk = await officerOf(db, unit, ['desk']);
	// The demo's cases are of these months, too.
	await db.sql`update queue.cases set received_at = '2010-01-01' where unit = ${unit}`;
});
afterAll(() => db?.drop());

describe('a lead', () => {
	test('sees what came and what was done in each month, to the hour of the local day', async () => {
		const [early, late, next] = [
			await visitOf(db, unit),
			await visitOf(db, unit),
			await visitOf(db, unit)
		];
		await received(early.id, '2020-01-10', 4);
		await received(late.id, '2020-01-31');
		// 23:30 on 31 January in Việt Nam is still January, 00:30 is not.
		await db.sql`update queue.cases set received_at = '2020-01-31T16:30:00Z' where id = ${late.id}`;
		await received(next.id, '2020-02-01', 10);
		await db.sql`update queue.cases set received_at = '2020-01-31T17:30:00Z' where id = ${next.id}`;
		const seen = await figures(lead, '2020-01-01', '2020-02-01');
		expect(seen.months).toEqual([
			{ month: '2020-01-01', kind: 'home_visit', received: 2, ended: 1 },
			{ month: '2020-02-01', kind: 'home_visit', received: 1, ended: 1 }
		]);
		expect(seen.kinds).toMatchObject([{ kind: 'home_visit', received: 3, ended: 2 }]);
		expect(seen.areas).toMatchObject([{ kind: 'home_visit', received: 3 }]);
		expect((await figures(lead, '2020-02-01', '2020-02-01')).kinds).toMatchObject([
			{ received: 1 }
		]);
	});

	test('sees which clocks were kept: one that runs still and is not late counts as neither', async () => {
		const made = [
			await callBackOf(db, unit),
			await callBackOf(db, unit),
			await callBackOf(db, unit)
		];
		for (const { id } of made) await received(id, '2020-05-05');
		const [kept, broken, running] = made.map(({ id }) => id);
		await db.sql`update queue.clocks_running set stopped_at = due_at - interval '1 hour' where case_id = ${kept!}`;
		await db.sql`update queue.clocks_running set due_at = now() - interval '1 hour' where case_id = ${broken!}`;
		await db.sql`update queue.clocks_running set due_at = now() + interval '1 hour' where case_id = ${running!}`;
		expect((await figures(lead, '2020-05-01', '2020-05-01')).clocks).toEqual([
			{ kind: 'call_back', clock: 'call', due: 2, kept: 1 }
		]);
	});

	test('is told which months make no sense, and an officer at the desk whose page it is', async () => {
		expect(await problemOf(figures(lead, '2020-01-02', '2020-02-01'))).toMatchObject({
			detail: 'from_month'
		});
		expect(await problemOf(figures(lead, '2020-02-01', '2020-01-01'))).toMatchObject({
			message: 'out_of_range'
		});
		expect(await problemOf(figures(lead, '2018-01-01', '2020-01-01'))).toMatchObject({
			message: 'out_of_range'
		});
		expect(await problemOf(figures(desk, '2020-01-01', '2020-01-01'))).toMatchObject({
			message: 'role_missing'
		});
	});

	test('finds behind each figure the very cases, those put aside too', async () => {
		const q = verbsOf(db);
		const [open, ended] = [await visitOf(db, unit), await visitOf(db, unit)];
		await received(open.id, '2021-03-31');
		await received(ended.id, '2021-03-01', 2);
		await db.sql`update queue.cases set again_at = now() + interval '1 day' where id = ${open.id}`;
		const ids = async (filter: object) => (await q.page(lead, filter)).rows.map(({ id }) => id);
		expect(await ids({ kind: 'home_visit', month: '2021-03' })).toEqual([open.id]);
		expect(await ids({ kind: 'home_visit', month: '2021-03', open: false })).toEqual([ended.id]);
		expect(await ids({ month: '2021-01..2021-03', open: false })).toEqual([ended.id]);
		expect(await ids({ month: '2021-04' })).toEqual([]);
		expect(await problemOf(ids({ month: '2021-13' }))).toMatchObject({ detail: 'month' });
	});

	test('another unit is another page', async () => {
		const elsewhere = await officerOf(db, '21472', ['lead']);
		expect((await figures(elsewhere, '2020-01-01', '2020-12-01')).kinds).toEqual([]);
	});
});

describe('anybody', () => {
	test('sees twelve whole months, every number under five hidden, and no way to reckon it', async () => {
		for (let n = 0; n < 7; n++) await received((await visitOf(db, unit)).id, monthBack(2), 3);
		for (let n = 0; n < 6; n++) await received((await visitOf(db, unit)).id, monthBack(3), 3);
		await received((await visitOf(db, unit)).id, monthBack(1));
		const seen = await forAnybody(unit);
		const [visits] = seen!.kinds;
		expect(visits).toMatchObject({ kind: 'home_visit', received: 14, median: 3, ended_share: 60 });
		expect(visits!.months).toHaveLength(12);
		const shown = visits!.months.filter(({ received }) => received !== null);
		expect(shown.map(({ received }) => received)).toEqual([6, 7]);
		expect(visits!.months.at(-1)).toEqual({ month: monthBack(1, 1), received: null });
		expect(seen!.kinds.map(({ kind }) => kind)).not.toContain('call_back');
	});

	test('this month and what is older than a year are not there', async () => {
		const before = await forAnybody(unit);
		for (let n = 0; n < 9; n++) await received((await visitOf(db, unit)).id, monthBack(0));
		for (let n = 0; n < 9; n++) await received((await visitOf(db, unit)).id, monthBack(13), 2);
		expect(await forAnybody(unit)).toEqual(before);
	});

	test('a unit that there is not has no figures', async () => {
		expect(await forAnybody('99999')).toBeNull();
	});

	test.each([
		[
			[7, 3, 9],
			[null, null, 9]
		],
		[
			[7, 3, 2],
			[7, null, null]
		],
		[
			[7, 8, 9],
			[7, 8, 9]
		],
		[[4], [null]],
		[[], []]
	])('of %j they see %j', async (numbers, shown) => {
		const [row] = await db.sql`select to_jsonb(queue.hide_small(${numbers}::int[])) as n`;
		expect(row!.n).toEqual(shown);
	});

	test.each([
		[4, 4, null],
		[10, 10, 100],
		[99, 100, 95],
		[94, 100, 90],
		[50, 100, 50],
		[3, 5, 0]
	])('%i kept of %i is at least %s percent', async (part, whole, percent) => {
		const [row] = await db.sql`select queue.at_least(${part}, ${whole}) as n`;
		expect(row!.n).toBe(percent);
	});
});
