/** Swaps of two officers, and days on which somebody is away. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { clear, hours, says, stands } from './on-duty.ts';
import { officerOf, problemOf, type Person } from './people.ts';

let db: TestDatabase;
let lead: Person;
let second: Person;
let desk: Person;
let other: Person;
let stranger: Person;

beforeAll(async () => {
	db = await createDatabase();
	lead = await officerOf(db, '21439', ['lead'], 'Trưởng Thử An');
	second = await officerOf(db, '21439', ['lead'], 'Trưởng Thử Bình');
	desk = await officerOf(db, '21439', ['desk'], 'Cán bộ Thử Chi');
	other = await officerOf(db, '21439', ['desk'], 'Cán bộ Thử Dung');
	stranger = await officerOf(db, '21451', ['lead'], 'Trưởng Thử Khác');
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

/** Puts officers at the desk of the first shifts of a week. */
async function fill(week: string, ...people: (Person | null)[]) {
	const { shifts, version } = await read(lead, week);
	return says(db, lead, 'staff_duty_set', {
		version,
		shifts: people.map((who, n) => ({
			starts_at: shifts[n]!.starts_at,
			ends_at: shifts[n]!.ends_at,
			people: who ? [{ officer: who.sub, post: 'duty' as const }] : []
		}))
	});
}
const desks = async (week: string) =>
	(await read(lead, week)).shifts.map(
		({ people }) => people.find(({ post }) => post === 'duty')?.officer.id ?? null
	);

describe('a swap', () => {
	const mine = async (who: Person) => (await read(who, monday)).mine.map(({ id }) => id);

	test('is asked by one and accepted by the other, and nobody else', async () => {
		await fill(monday, desk, other);
		const [give] = await mine(desk);
		const [take] = await mine(other);
		const { id } = await says(db, desk, 'staff_swap_ask', {
			give: give!,
			take: take!,
			officer: other.sub
		});
		expect((await read(other, monday)).swaps).toMatchObject([{ id, asked_by: { id: desk.sub } }]);
		expect((await read(second, monday)).swaps).toHaveLength(1);
		expect((await says(db, other, 'staff_duty_now', {})).asked).toBe(1);
		for (const [who, word] of [
			[desk, 'accept'],
			[second, 'accept'],
			[stranger, 'decline'],
			[other, 'withdraw']
		] as const)
			expect(
				await problemOf(says(db, who, 'staff_swap_answer', { swap: id, says: word }))
			).toMatchObject({ message: 'not_found' });
		const [first, again] = await Promise.all([
			problemOf(says(db, other, 'staff_swap_answer', { swap: id, says: 'accept' })),
			problemOf(says(db, other, 'staff_swap_answer', { swap: id, says: 'accept' }))
		]);
		expect([first, again].filter((end) => end === null)).toHaveLength(1);
		expect((await desks(monday)).slice(0, 2)).toEqual([other.sub, desk.sub]);
	});

	test('may be for nothing back, and falls away when the lead has changed the shift meanwhile', async () => {
		await fill(monday, desk, other);
		const [give] = await mine(desk);
		const ask = () =>
			says(db, desk, 'staff_swap_ask', { give: give!, take: null, officer: other.sub });
		const { id } = await ask();
		expect(await problemOf(ask())).toMatchObject({ message: 'swap_asked' });
		await fill(monday, second);
		expect(
			await problemOf(says(db, other, 'staff_swap_answer', { swap: id, says: 'accept' }))
		).toMatchObject({ message: 'not_found' });
		expect((await desks(monday)).slice(0, 2)).toEqual([second.sub, other.sub]);
	});

	test('of another’s shift is refused as one that is not there', async () => {
		await fill(monday, desk, other);
		const [take] = await mine(other);
		expect(
			await problemOf(
				says(db, desk, 'staff_swap_ask', { give: take!, take: null, officer: lead.sub })
			)
		).toMatchObject({ message: 'not_found' });
	});
});

describe('who is away', () => {
	test('says so for themselves, and only the lead for others', async () => {
		const days = { from_day: monday, to_day: plus(monday, 2) };
		expect(
			await problemOf(says(db, desk, 'staff_away_save', { officer: other.sub, ...days }))
		).toMatchObject({ message: 'role_missing' });
		await fill(monday, other);
		const { id } = await says(db, lead, 'staff_away_save', { officer: other.sub, ...days });
		const seen = await read(desk, monday);
		expect(seen.shifts[0]!.people).toMatchObject([{ missing: true }]);
		expect(seen.absences).toMatchObject([{ officer: { id: other.sub }, ...days }]);
		expect(await problemOf(says(db, desk, 'staff_away_end', { absence: id }))).toMatchObject({
			message: 'not_found'
		});
		await says(db, other, 'staff_away_end', { absence: id });
		expect((await read(desk, monday)).absences).toEqual([]);
	});

	test('is not on duty, though the roster says so', async () => {
		const now = new Date();
		await stands(db, desk, [hours(now, -2), hours(now, 2)]);
		await stands(db, other, [hours(now, 2), hours(now, 26)]);
		const told = await says(db, lead, 'staff_duty_now', {});
		expect(told.on).toMatchObject([{ officer: { id: desk.sub }, missing: false }]);
		expect(told.next).toMatchObject([{ officer: { id: other.sub } }]);
		expect(utc(told.until!)).toBe(hours(now, 2).toISOString());
		const today = new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
		await says(db, desk, 'staff_away_save', { officer: desk.sub, from_day: today, to_day: today });
		expect([...(await db.sql`select * from staff.on_duty('21439', now())`)]).toEqual([]);
	});
});
