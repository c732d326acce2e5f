import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';
import { form, ground, hold, refusal, snapshot, submit, windows } from './household.ts';

let db: TestDatabase;
let g: home.Ground;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
});
afterAll(() => db?.drop());
beforeEach(async () => {
	await db.sql`delete from booking.stops`;
});

describe('sending', () => {
	test('twice with one key makes one visit', async () => {
		const held = await hold(db, g, windows[0]);
		const [key, lookup] = [randomUUID(), home.aLookup()];
		const first = await submit(db, held.hold, { of: form(g.hamlets[0]!), key, lookup });
		expect(await submit(db, held.hold, { of: form(g.hamlets[0]!), key, lookup })).toEqual(first);
	});

	test('without a hold takes a place on the waitlist', async () => {
		expect(await submit(db, null, { of: form(g.hamlets[0]!) })).toMatchObject({
			state: 'waiting',
			window: null
		});
	});

	test.each([
		[
			'a birth in the future',
			(of: ReturnType<typeof form>) => (of.people[0]!.birth.year = 2999),
			'out_of_range'
		],
		[
			'a birth before 1900',
			(of: ReturnType<typeof form>) => (of.people[0]!.birth.year = 1899),
			'out_of_range'
		],
		[
			'the 30th of February',
			(of: ReturnType<typeof form>) =>
				(of.people[0]!.birth = { year: 1950, month: 2, day: 30 } as never),
			'bad_format'
		],
		[
			'a child without representative',
			(of: ReturnType<typeof form>) => (of.people[0]!.birth.year = new Date().getFullYear() - 8),
			'required'
		],
		[
			'a point in another country',
			(of: ReturnType<typeof form>) => (of.place.point = { lat: 48.8, lon: 2.3 } as never),
			'outside'
		],
		[
			'a relative who does not know',
			(of: ReturnType<typeof form>) => (of.contact.person_knows = false),
			'required'
		],
		['no consent', (of: ReturnType<typeof form>) => (of.consent = false), 'required'],
		[
			'a name that turns the reading round',
			(of: ReturnType<typeof form>) => (of.people[0]!.name = 'Bà \u202eMinh'),
			'bad_characters'
		]
	])('refuses %s with a field', async (_, spoil, code) => {
		const of = form(g.hamlets[0]!);
		spoil(of);
		const error = await submit(db, null, { of }).catch((e) => e);
		expect(error).toMatchObject({ code: 'PT422', message: code });
		expect(error.detail).not.toBe('');
	});

	test('with a code that opens another case is refused', async () => {
		const { lookup } = await submit(db, null, { of: form(g.hamlets[0]!) });
		expect(await refusal(submit(db, null, { of: form(g.hamlets[0]!), lookup }))).toBe('code_taken');
	});
});

describe('pools', () => {
	test('the web may not take the places held for hotline and ward until they are released', async () => {
		await db.sql`update booking.team_days set places = 3, reserved_hotline = 1, reserved_ward = 1 where id = ${g.teamDay}`;
		expect((await snapshot(db)).days[0]!.left).toEqual({ web: 1, hotline: 2, ward: 2 });
		await hold(db, g, windows[0]);
		expect((await snapshot(db)).days[0]!.left).toEqual({ web: 0, hotline: 1, ward: 1 });
		expect(await refusal(hold(db, g, windows[2]))).toBe('pool_full');
		await db.sql`update unit.settings set release_hours = 336 where unit = ${home.unit}`;
		expect((await snapshot(db)).days[0]!.left).toEqual({ web: 2, hotline: 2, ward: 2 });
		await hold(db, g, windows[2]);
		await db.sql`update unit.settings set release_hours = 48 where unit = ${home.unit}`;
		await db.sql`update booking.team_days set places = 8, reserved_hotline = 0, reserved_ward = 0 where id = ${g.teamDay}`;
	});

	test('a resident is not promised what lies within the lead time', async () => {
		await db.sql`update unit.settings set lead_hours = 336 where unit = ${home.unit}`;
		expect(await refusal(hold(db, g, windows[0]))).toBe('too_late');
		await db.sql`update unit.settings set lead_hours = 24 where unit = ${home.unit}`;
	});

	test('a closed day, a day without a kit and a day off offer nothing', async () => {
		const { days } = await snapshot(db);
		const id = randomUUID();
		const old = home.plan(days[0]!, id, windows[0]);
		const tried = () => refusal(home.holdPlan(db, old, id, g.hamlets[0]!));
		await db.sql`update booking.team_days set closed = true where id = ${g.teamDay}`;
		expect((await snapshot(db)).days).toEqual([]);
		expect(await tried()).toBe('day_closed');
		await db.sql`update booking.team_days set closed = false, kit = null where id = ${g.teamDay}`;
		expect(await tried()).toBe('day_closed');
		await db.sql`update booking.team_days set kit = ${g.kit} where id = ${g.teamDay}`;
		await db.sql`update unit.kits set active = false where id = ${g.kit}`;
		expect(await tried()).toBe('day_closed');
		await db.sql`update unit.kits set active = true where id = ${g.kit}`;
		await db.sql`insert into unit.calendar_days values (${home.unit}, ${g.day}, false, false)`;
		expect(await tried()).toBe('day_closed');
		await db.sql`delete from unit.calendar_days where unit = ${home.unit}`;
		expect(await tried()).toBe('none');
	});
});
