/** A lead makes the roster: weeks that are copied, rotas, hours that move, two who edit at once. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { clear, hours, says, stands } from './on-duty.ts';
import { newKey, officerOf, one, problemOf, type Person } from './people.ts';

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
const at = (day: string, time = '00:30') => `${day}T${time}:00.000Z`;

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

describe('the lead', () => {
	test('writes a week, and everybody of the unit reads it, nobody of another', async () => {
		await fill(monday, desk, other);
		expect((await desks(monday)).slice(0, 3)).toEqual([desk.sub, other.sub, null]);
		expect((await read(desk, monday)).mine).toMatchObject([{ post: 'duty', missing: false }]);
		expect((await read(stranger, monday)).shifts.flatMap(({ people }) => people)).toEqual([]);
	});

	test('alone writes it', async () => {
		const { version, shifts } = await read(desk, monday);
		const { starts_at, ends_at } = shifts[0]!;
		const write = says(db, desk, 'staff_duty_set', {
			version,
			shifts: [{ starts_at, ends_at, people: [] }]
		});
		expect(await problemOf(write)).toMatchObject({ message: 'role_missing' });
	});

	test('is told when another has changed it since, and of two who save at once one is', async () => {
		const { version, shifts } = await read(lead, monday);
		const save = (who: Person, officer: Person) =>
			says(db, who, 'staff_duty_set', {
				version,
				shifts: [
					{
						starts_at: shifts[0]!.starts_at,
						ends_at: shifts[0]!.ends_at,
						people: [{ officer: officer.sub, post: 'duty' }]
					}
				]
			});
		const ends = await Promise.all([problemOf(save(lead, desk)), problemOf(save(second, other))]);
		expect(ends.filter((end) => end === null)).toHaveLength(1);
		expect(ends.find((end) => end !== null)).toMatchObject({ code: 'PT409', message: 'stale' });
		expect((await desks(monday)).filter(Boolean)).toHaveLength(1);
	});

	test('presses twice and it is written once', async () => {
		const { version, shifts } = await read(lead, monday);
		const { starts_at, ends_at } = shifts[0]!;
		const asked = {
			key: newKey(),
			version,
			shifts: [{ starts_at, ends_at, people: [{ officer: desk.sub, post: 'duty' as const }] }]
		};
		const first = await says(db, lead, 'staff_duty_set', asked);
		expect(await says(db, lead, 'staff_duty_set', asked)).toEqual(first);
	});

	test('cannot put in what is past, nobody, a stranger or no shift', async () => {
		const { version, shifts } = await read(lead, monday);
		const { starts_at, ends_at } = shifts[0]!;
		const put = (changes: object, officer = desk.sub) =>
			problemOf(
				says(db, lead, 'staff_duty_set', {
					version,
					shifts: [{ starts_at, ends_at, people: [{ officer, post: 'duty' as const }], ...changes }]
				})
			);
		expect(await put({}, stranger.sub)).toMatchObject({ message: 'not_found' });
		expect(await put({ ends_at: shifts[1]!.ends_at })).toMatchObject({ message: 'bad_format' });
		expect(
			await put({ starts_at: '2026-01-05T00:30:00Z', ends_at: '2026-01-06T00:30:00Z' })
		).toMatchObject({ message: 'duty_over' });
		expect(await put({ people: [{ officer: desk.sub, post: 'tea' }] })).toMatchObject({
			message: 'bad_format'
		});
		expect(await put({ people: [{ officer: 'x', post: 'duty' }] })).toMatchObject({
			code: 'PT422'
		});
	});

	test('copies last week: what is filled stays, who is away or gone is left out', async () => {
		await fill(monday, desk, other, desk, second);
		const next = plus(monday, 7);
		await fill(next, null, second);
		await says(db, desk, 'staff_away_save', {
			officer: desk.sub,
			from_day: next,
			to_day: next
		});
		const { version } = await read(lead, monday);
		const done = await says(db, lead, 'staff_duty_copy', {
			version,
			from_day: monday,
			to_day: next,
			weeks: 2
		});
		// Monday: away. Tuesday: filled. Wednesday and Thursday: made. The week after has all four.
		expect(done).toMatchObject({ made: 6, kept: 1, skipped: 1, past: 0 });
		expect((await desks(next)).slice(0, 4)).toEqual([null, second.sub, desk.sub, second.sub]);
		expect((await desks(plus(next, 7))).slice(0, 4)).toEqual([
			desk.sub,
			other.sub,
			desk.sub,
			second.sub
		]);
	});

	test('repeats a rota of three from a day, and a filled shift does not shift the turn', async () => {
		await fill(monday, null, second);
		const { version } = await read(lead, monday);
		const done = await says(db, lead, 'staff_duty_repeat', {
			version,
			post: 'duty',
			from_day: monday,
			to_day: plus(monday, 6),
			officers: [desk.sub, other.sub, lead.sub]
		});
		expect(done).toMatchObject({ made: 6, kept: 1 });
		expect(await desks(monday)).toEqual([
			desk.sub,
			second.sub,
			lead.sub,
			desk.sub,
			other.sub,
			lead.sub,
			desk.sub
		]);
	});

	test('moves the hour of change, and shifts to come move along', async () => {
		await fill(monday, desk, other);
		await stands(db, lead, [hours(new Date(), -30), hours(new Date(), -6)]);
		await says(db, lead, 'staff_duty_rules', { changes: [420], assign: 'off', ceiling: 12 });
		const { shifts, changes, assign, ceiling } = await read(lead, monday);
		expect({ changes, assign, ceiling }).toEqual({ changes: [420], assign: 'off', ceiling: 12 });
		expect(shifts.filter(({ people }) => people.length > 0).map((s) => utc(s.starts_at))).toEqual([
			at(monday, '00:00'),
			at(plus(monday, 1), '00:00')
		]);
		expect(shifts.every(({ regular }) => regular)).toBe(true);
		// What was is as it was.
		expect(
			one(await db.sql`select count(*)::int as n from staff.duty where officer = ${lead.sub}`).n
		).toBe(1);
		expect(
			await problemOf(
				says(db, lead, 'staff_duty_rules', { changes: [450, 450], assign: 'off', ceiling: 12 })
			)
		).toMatchObject({ message: 'bad_format', detail: 'changes' });
	});
});
