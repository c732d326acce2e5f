/** Who may ask whose number this is, and what of it is written down. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/booking.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';
import { ask, booked, ground, officer, refusal } from './household.ts';

const phone = '+84900000100';
let db: TestDatabase;
let g: home.Ground;
let desk: Awaited<ReturnType<typeof officer>>;
let other: typeof desk;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	desk = await officer(db, ['desk']);
	other = await officer(db, ['desk']);
});
afterAll(() => db?.drop());
beforeEach(async () => {
	await db.sql`delete from booking.stops`;
	await db.sql`update queue.cases set ended_at = now(), state = 'cancelled' where ended_at is null and unit = ${home.unit}`;
	await db.sql`delete from booking.caller_lookups`;
});

const find = async (who: typeof desk, of = phone) =>
	doors.booking_caller.answer.parse(await ask(db, who, 'booking_caller_read', { phone: of }));

describe('whose number this is', () => {
	test('a desk officer sees the open visit of a caller and the search and the read are written down', async () => {
		const visit = await booked(db, g);
		const { cases } = await find(desk);
		expect(cases).toMatchObject([
			{ id: visit.id, reference: visit.reference, kind: 'home_visit', state: 'held' }
		]);
		expect(cases[0]).toMatchObject({
			people: ['Bà Minh Họa'],
			place: 'Thôn Một, Xã Thử',
			window: { day: g.day, from: 450, to: 570 }
		});
		const reads = await db.sql`select officer, code from queue.reads where case_id = ${visit.id}`;
		expect(reads).toEqual([{ officer: desk.sub, code: 'caller' }]);
		const [log] = await db.sql`select officer, phone, found from booking.caller_lookups`;
		expect(log).toEqual({ officer: desk.sub, phone, found: 1 });
	});

	test('the number of who is at home finds the visit, a part of a number and an ended case do not', async () => {
		const visit = await booked(db, g);
		await db.sql`update booking.visits set at_home_phone = '+84900000188' where id = ${visit.visit}`;
		expect((await find(desk, '+84900000188')).cases).toHaveLength(1);
		expect((await find(desk, '+8490000018')).cases).toEqual([]);
		await db.sql`update queue.cases set ended_at = now(), state = 'done' where id = ${visit.id}`;
		expect((await find(desk)).cases).toEqual([]);
		// Nothing found is a search all the same.
		const [log] =
			await db.sql`select count(*)::int as n from booking.caller_lookups where found = 0`;
		expect(log!.n).toBe(2);
	});

	test('an officer of another unit finds nobody, and who has not the role or no account is refused', async () => {
		await booked(db, g);
		const stranger = await officer(db, ['lead'], home.otherUnit);
		expect((await find(stranger)).cases).toEqual([]);
		for (const roles of [['field'], ['editor'], ['investigator'], ['auditor']])
			expect(await refusal(find(await officer(db, roles))), roles[0]).toBe('role_missing');
		expect(await refusal(ask(db, { role: 'anon' }, 'booking_caller_read', { phone }))).toMatch(
			/permission denied/
		);
		expect((await find(await officer(db, ['lead']))).cases).toHaveLength(1);
	});

	test('a second operator on the same number hears who is on it, the first does not hear of themselves', async () => {
		expect((await find(desk)).others).toEqual([]);
		expect((await find(desk)).others).toEqual([]);
		expect((await find(other)).others).toHaveLength(1);
		await db.sql`update booking.caller_lookups set at = now() - interval '11 minutes'`;
		expect((await find(other)).others).toEqual([]);
	});

	test('who asks for more numbers than anybody could answer is stopped, and alone', async () => {
		await db.sql`insert into booking.caller_lookups (unit, officer, phone, found)
			select ${home.unit}, ${desk.sub!}, ${phone}, 0 from generate_series(1, 90)`;
		expect(await refusal(find(desk))).toBe('too_many_tries');
		expect((await find(other)).cases).toEqual([]);
		await db.sql`update booking.caller_lookups set at = now() - interval '11 minutes'`;
		expect((await find(desk)).cases).toEqual([]);
	});

	test('after a day the number is forgotten, that somebody searched is not', async () => {
		await find(desk);
		await db.sql`update booking.caller_lookups set at = now() - interval '25 hours'`;
		await db.sql`select booking.sweep()`;
		expect(await db.sql`select officer, phone, found from booking.caller_lookups`).toEqual([
			{ officer: desk.sub, phone: null, found: 0 }
		]);
	});

	test('a number is found by its index among many visits', async () => {
		await db.sql`insert into booking.visits (unit, channel, area, area_valid_from, place_id, minutes, booker_phone)
			select ${home.unit}, 'web', ${home.unit}, '2025-07-01', 'area:' || ${home.unit}, 25, '+8491' || lpad(n::text, 7, '0')
			from generate_series(1, 5000) n`;
		await db.sql`analyze booking.visits`;
		const lines =
			await db.sql`explain select * from booking.visits where unit = ${home.unit} and booker_phone = '+84910000077'`;
		expect(lines.map((line) => Object.values(line)[0]).join('\n')).toContain('visits_booker_phone');
	});
});
