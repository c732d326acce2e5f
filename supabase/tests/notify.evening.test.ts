/** What a family hears on the evening before its visit. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { booked, windows } from './household.ts';
import { telling, type Telling } from './telling.ts';

let db: TestDatabase;
let t: Telling;
beforeAll(async () => {
	db = await createDatabase();
	t = await telling(db);
});
afterAll(() => db?.drop());
beforeEach(() => t.ways(['sms']));

describe('a family', () => {
	test('hears on the evening before once, however often the worker runs, and not before its hour', async () => {
		const visit = await t.visitIn(1);
		await t.hours(15, 16, 18);
		const evening = (minute: number) => db.sql`
			select notify.evening(house.at(d.day - 1, ${minute})) from booking.team_days d where d.id = ${visit.day}`;
		await evening(899);
		expect(await t.told(visit)).toEqual(['confirmed sms pending']);
		await evening(900);
		await evening(905);
		await t.hours(0, 0, 0);
		const rows = await t.rows(visit);
		expect(rows.filter((row) => row.purpose === 'evening')).toHaveLength(1);
	});

	test('hears a minute later where too many houses are visited tomorrow to tell them at once', async () => {
		// Booked six days ahead, as it may be, and then it is the evening before.
		const first = await t.visitIn(6);
		const [d] =
			await db.sql`select to_char(day, 'YYYY-MM-DD') as day from booking.team_days where id = ${first.day}`;
		const beside = { ...t.g, teamDay: first.day, day: d!.day as string };
		const second = { ...(await booked(db, beside, windows[2])), day: first.day };
		await t.act(second, 'booking_confirm', { checked: 'population_data', papers: null });
		await t.putOn(first.day, 1);
		const visits = [first, second];
		await t.hours(15, 16, 18);
		const bite = async () => {
			const [done] = await db.sql`
				select notify.evening(house.at(d.day - 1, 905), 1) as told from booking.team_days d where d.id = ${visits[0]!.day}`;
			return done!.told as number;
		};
		const told = async () => {
			const rows = await Promise.all(visits.map((visit) => t.rows(visit)));
			return rows.flat().filter((row) => row.purpose === 'evening').length;
		};
		expect([await bite(), await told()]).toEqual([1, 1]);
		expect([await bite(), await told()]).toEqual([1, 2]);
		expect([await bite(), await told()]).toEqual([0, 2]);
		await t.hours(0, 0, 0);
	});
});
