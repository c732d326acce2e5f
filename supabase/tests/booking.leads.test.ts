import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';
import { ask, booked, ground, officer, refusal } from './household.ts';

let db: TestDatabase;
let g: home.Ground;
let desk: Awaited<ReturnType<typeof officer>>;
let lead: typeof desk;
let stranger: typeof desk;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	desk = await officer(db, ['desk']);
	lead = await officer(db, ['lead']);
	stranger = await officer(db, ['lead'], home.otherUnit);
});
afterAll(() => db?.drop());
beforeEach(async () => {
	await db.sql`delete from booking.stops`;
});

describe('a lead', () => {
	const edit = async (changes: object, who = lead) => {
		const [d] = await db.sql`select * from booking.team_days where id = ${g.teamDay}`;
		return ask(db, who, 'booking_team_day_save', {
			key: randomUUID(),
			team: g.team,
			day: g.day,
			version: d!.version,
			kit: d!.kit,
			closed: d!.closed,
			shifts: d!.shifts,
			places: d!.places,
			reserved_hotline: 0,
			reserved_ward: 0,
			...changes
		});
	};

	test('cannot break a promise by editing the day', async () => {
		await booked(db, g);
		expect(await refusal(edit({ closed: true }))).toBe('promises_stand');
		expect(await refusal(edit({ kit: null }))).toBe('promises_stand');
		expect(await refusal(edit({ places: 0 }))).toBe('promises_stand');
		expect(await refusal(edit({ shifts: [{ from: 810, to: 1020 }] }))).toBe('promises_stand');
		expect(await refusal(edit({ places: 9 }))).toBe('none');
		expect(await refusal(edit({ places: 8 }, desk))).toBe('role_missing');
		expect(await refusal(edit({ places: 8 }, stranger))).toBe('not_found');
	});

	test('takes a broken kit out of use, and is told how many visits were promised with it', async () => {
		const [d] =
			await db.sql`select kit, k.name from booking.team_days d join unit.kits k on k.id = d.kit where d.id = ${g.teamDay}`;
		const save = (active: boolean) =>
			ask(db, lead, 'unit_kit_save', { key: randomUUID(), kit: d!.kit, name: d!.name, active });
		expect(await save(false)).toMatchObject({ promised: 0 });
		await save(true);
		await booked(db, g);
		expect(await save(true)).toMatchObject({ promised: 0 });
		expect(await save(false)).toMatchObject({ promised: 1 });
		await save(true);
	});

	test('keeps no more places than there are, however large the numbers', async () => {
		const most = 2_147_483_647;
		for (const [reserved_hotline, reserved_ward] of [
			[most, 38],
			[1, most],
			[most, most],
			[5, 4],
			[-1, 0]
		])
			expect(await refusal(edit({ places: 8, reserved_hotline, reserved_ward }))).toBe(
				'out_of_range'
			);
		expect(await refusal(edit({ places: 8, reserved_hotline: 5, reserved_ward: 3 }))).toBe('none');
		await edit({ places: 9 });
	});

	test('is told so where a shift names no weekday', async () => {
		const whole = { weekday: 1, from: 450, to: 660 };
		const save = (shift: object) =>
			ask(db, lead, 'booking_team_save', {
				...{ key: randomUUID(), team: null, name: 'Tổ ba', active: false, kit: null, places: 4 },
				...{ start_hamlet: null, reserved_hotline: 0, reserved_ward: 0, shifts: [shift] }
			});
		for (const weekday of ['thứ hai', '1', 0, 8, 1.5, null, [1], {}, true])
			expect(await refusal(save({ ...whole, weekday })), String(weekday)).toBe('bad_format');
		expect(await refusal(save({ from: 450, to: 660 }))).toBe('bad_format');
	});

	test('cannot send one kit to two places on one day', async () => {
		const saved = await ask(db, lead, 'booking_team_save', {
			key: randomUUID(),
			team: null,
			name: 'Tổ hai',
			active: true,
			start_hamlet: g.hamlets[1],
			kit: g.kit,
			places: 4,
			reserved_hotline: 0,
			reserved_ward: 0,
			shifts: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 450, to: 660 }))
		});
		const second = {
			key: randomUUID(),
			team: saved.id,
			day: g.day,
			version: null,
			kit: g.kit,
			closed: false,
			shifts: [{ from: 450, to: 660 }],
			places: 4,
			reserved_hotline: 0,
			reserved_ward: 0
		};
		expect(await refusal(ask(db, lead, 'booking_team_day_save', second))).toBe('kit_taken');
		const { opened } = await ask(db, lead, 'booking_open_days', { key: randomUUID() });
		expect(opened).toBeGreaterThan(20);
		const days =
			await db.sql`select kit from booking.team_days where team = ${saved.id} and day = ${g.day}`;
		expect(days[0]!.kit).toBeNull();
		const { teams, team_days } = await ask(db, lead, 'booking_teams', {
			from_day: g.day,
			to_day: g.day
		});
		expect(teams).toHaveLength(2);
		expect(team_days).toHaveLength(2);
		await db.sql`delete from booking.team_days where team = ${saved.id}`;
	});
});

test('a passer-by learns which days are open and nothing of who is visited', async () => {
	const { days } = await ask(db, { role: 'anon' }, 'booking_days', {});
	expect(days.filter((day: { unit: string }) => day.unit === home.unit)).toEqual([
		{ unit: home.unit, day: g.day, state: 'open' }
	]);
	const doors = ['booking_snapshot', 'booking_submit_write', 'lookup_open'];
	const open = await db.sql`select p.proname from pg_proc p where p.proname = any(${doors})
		and (has_function_privilege('anon', p.oid, 'execute') or has_function_privilege('authenticated', p.oid, 'execute'))`;
	expect(open).toEqual([]);
});
