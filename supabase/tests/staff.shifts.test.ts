/** Shifts by the unit’s hours of change: over midnight, the new year and Tết. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { clear, hours, says, stands } from './on-duty.ts';
import { officerOf, type Person } from './people.ts';

let db: TestDatabase;
let desk: Person;
let other: Person;

beforeAll(async () => {
	db = await createDatabase();
	desk = await officerOf(db, '21439', ['desk'], 'Cán bộ Thử Chi');
	other = await officerOf(db, '21439', ['desk'], 'Cán bộ Thử Dung');
});
afterAll(() => db?.drop());
beforeEach(() => clear(db));

const plus = (day: string, days: number) =>
	new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
/** The Monday after next, in Việt Nam. */
const monday = (() => {
	const local = new Date(Date.now() + 7 * 3_600_000);
	return plus(local.toISOString().slice(0, 10), 14 - ((local.getUTCDay() + 6) % 7));
})();
const read = (who: Person, from: string, days = 6) =>
	says(db, who, 'staff_duty', { from_day: from, to_day: plus(from, days) });
const utc = (instant: string | Date) => new Date(instant).toISOString();
const at = (day: string, time = '00:30') => `${day}T${time}:00.000Z`;

describe('shifts', () => {
	test('of 24 hours follow each other without a gap, over midnight, the new year and Tết', async () => {
		const rows =
			await db.sql`select * from staff.shifts('21439', '2026-12-25', '2027-02-12') s order by 1`;
		expect(rows).toHaveLength(50);
		for (const [n, row] of rows.entries()) {
			expect(utc(row.ends_at)).toBe(utc(hours(row.starts_at, 24)));
			if (rows[n + 1]) expect(utc(rows[n + 1]!.starts_at)).toBe(utc(row.ends_at));
		}
		// 07:30 in Việt Nam is 00:30 in Greenwich, on the first of Tết as on any other day.
		expect(utc(rows.find((row) => utc(row.starts_at).startsWith('2027-02-06'))!.starts_at)).toBe(
			at('2027-02-06')
		);
	});

	test('change twice a day, or at midnight itself, where the unit says so', async () => {
		await db.sql`update unit.settings set duty_changes = '{450,1170}' where unit = '21439'`;
		const [day, night] =
			await db.sql`select * from staff.shifts('21439', '2027-02-05', '2027-02-05')`;
		expect([utc(day!.starts_at), utc(day!.ends_at)]).toEqual([
			at('2027-02-05'),
			at('2027-02-05', '12:30')
		]);
		expect([utc(night!.starts_at), utc(night!.ends_at)]).toEqual([
			at('2027-02-05', '12:30'),
			at('2027-02-06')
		]);
		await db.sql`update unit.settings set duty_changes = '{0}' where unit = '21439'`;
		const [whole] = await db.sql`select * from staff.shifts('21439', '2026-12-31', '2026-12-31')`;
		expect([utc(whole!.starts_at), utc(whole!.ends_at)]).toEqual([
			at('2026-12-30', '17:00'),
			at('2026-12-31', '17:00')
		]);
	});

	test('after midnight whoever came the morning before is still on duty, until the very minute of the change', async () => {
		await stands(db, desk, [new Date(at('2027-02-05')), new Date(at('2027-02-06'))]);
		await stands(db, other, [new Date(at('2027-02-06')), new Date(at('2027-02-07'))]);
		const on = async (moment: string) =>
			(await db.sql`select officer from staff.on_duty('21439', ${moment})`).map((r) => r.officer);
		expect(await on(at('2027-02-05', '17:10'))).toEqual([desk.sub]);
		expect(await on('2027-02-06T00:29:59.999Z')).toEqual([desk.sub]);
		expect(await on(at('2027-02-06'))).toEqual([other.sub]);
	});

	test('show the days off of the unit, so that nobody makes a roster for Tết unawares', async () => {
		await db.sql`insert into unit.calendar_days (unit, day, counts_as_working, visits_allowed, note)
			values ('21439', ${plus(monday, 1)}, false, false, 'Mùng 1 Tết')
			on conflict (unit, day) do update set note = excluded.note, counts_as_working = false`;
		const { days } = await read(desk, monday);
		expect(days).toHaveLength(7);
		expect(days[1]).toEqual({ day: plus(monday, 1), working: false, note: 'Mùng 1 Tết' });
	});
});
