/** What a family is told of the hour on the evening before, and what nobody confirmed in time. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors as paper } from '../functions/_shared/contracts/booking-paper.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { evenings, type Evenings, type Visit } from './evenings.ts';
import { ask } from './household.ts';

let db: TestDatabase;
let e: Evenings;
beforeAll(async () => {
	db = await createDatabase();
	e = await evenings(db);
});
afterAll(() => db?.drop());

describe('the estimate', () => {
	test('is half an hour, or the whole of a shorter window, inside it, around the planned start', async () => {
		const [row] = await db.sql`
			select count(*)::int as tried,
				count(*) filter (where not (
					f >= a and t <= b and t - f = least(30, b - a) and s between f and t
					and (f % 10 = 0 or f = a or t = b)
				))::int as wrong
			from generate_series(450, 480, 5) a
			cross join generate_series(5, 150, 5) l
			cross join lateral (select a + l as b) w
			cross join lateral generate_series(a, b) s
			cross join lateral booking.estimate_in(a, b, s) e
			cross join lateral (select (e ->> 'from')::int as f, (e ->> 'to')::int as t) x`;
		expect(row!.tried).toBeGreaterThan(10_000);
		expect(row!.wrong).toBe(0);
		const [one] = await db.sql`select booking.estimate_in(450, 570, 502) as e`;
		expect(one!.e).toEqual({ from: 490, to: 520 });
	});

	test('is told from the evening before until the window is over, and never before', async () => {
		const visit = await e.visitIn(1);
		await e.hours(15, 16, 18);
		const times = [];
		// The window is 07:30 to 09:30 of tomorrow.
		for (const minute of [1079, 1080, 1440 + 569, 1440 + 570])
			times.push((await e.at(visit, 'booking.estimate_of', minute)) !== null);
		await e.hours(0, 0, 0);
		expect(times).toEqual([false, true, true, false]);
		expect((await e.open(visit)).estimate).not.toBeNull();
		expect((await e.open(await e.visitIn(2))).estimate).toBeNull();
		expect((await e.open(await e.visitIn(1, { confirmed: false }))).estimate).toBeNull();
	});

	test('of a team that comes late is the true half hour, until that is over', async () => {
		const visit = await e.visitIn(1);
		await e.hours(0, 0, 0);
		await db.sql`update booking.stops s set start = 605, finish = 605 + s.service, late = true
			from booking.visits v where v.id = s.subject and v.case_id = ${visit.id}`;
		expect((await e.open(visit)).estimate).toEqual({ from: 590, to: 620 });
		const told = async (minute: number) =>
			(await e.at(visit, 'booking.estimate_of', minute)) !== null;
		expect([await told(1440 + 634), await told(1440 + 635)]).toEqual([true, false]);
	});

	test('tells nothing finer than tens of minutes, and no way', async () => {
		const visit = await e.visitIn(1);
		const told = await e.open(visit);
		expect(told.estimate).toEqual({ from: 450, to: 480 });
		expect(JSON.stringify(told)).not.toMatch(/travel|"start"|"finish"|team/);
	});
});

describe('a visit that nobody confirmed', () => {
	const flag = async (visit: Visit) =>
		(await e.rows(e.desk, {})).find(({ id }) => id === visit.id)!.flag;

	test('is flagged two days before its day, with the days that are left', async () => {
		expect(await flag(await e.visitIn(3, { confirmed: false }))).toBeNull();
		for (const days of [2, 1, 0, -1])
			expect(await flag(await e.visitIn(days, { confirmed: false }))).toEqual({
				code: 'unconfirmed',
				days
			});
	});

	test('is flagged no longer once it is confirmed', async () => {
		expect(await flag(await e.visitIn(2))).toBeNull();
	});

	test('is counted on the days of the lead and the sheets', async () => {
		const visit = await e.visitIn(2, { confirmed: false });
		const [span] = await db.sql`
			select to_char(day, 'YYYY-MM-DD') as day from booking.team_days where id = ${visit.day}`;
		const teams = await ask(db, e.lead, 'booking_teams', {
			from_day: span!.day,
			to_day: span!.day
		});
		expect(teams.team_days[0].stops).toMatchObject([{ held: false, unconfirmed: true }]);
		const { days } = paper.booking_sheets.answer.parse(await ask(db, e.desk, 'booking_sheets', {}));
		expect(days.find(({ id }) => id === visit.day)?.unconfirmed).toBe(1);
	});
});
