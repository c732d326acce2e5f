import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/booking.ts';
import { createDatabase, startStack, type TestDatabase, type TestStack } from '../local/testing.ts';
import * as home from './household.ts';

let db: TestDatabase;
let stack: TestStack;
let g: home.Ground;
beforeAll(async () => {
	db = await createDatabase();
	g = await home.ground(db);
	stack = await startStack({ db, functions: false });
});
afterAll(async () => {
	await stack?.stop();
	await db?.drop();
});

test('an officer’s browser takes a visit to its end over HTTP, lists and all', async () => {
	const { token } = await stack.officer({ unit: home.unit, roles: ['lead'] });
	const visit = await home.booked(db, g);
	let version = visit.version;
	const run = async (door: keyof typeof doors, args: object) => {
		const whole = { key: randomUUID(), id: visit.id, version, ...args };
		const { status, body } = await stack.rpc(door, doors[door].args.parse(whole) as object, token);
		expect(body).toEqual(expect.objectContaining({ reference: visit.reference }));
		expect(status).toBe(200);
		version = (body as { version: number }).version;
		return doors[door].answer.parse(body);
	};
	const propose = { windows: [{ day: g.day, from: 810, to: 930 }], message: null };
	await run('booking_propose', propose);
	await run('booking_confirm', { checked: 'population_data', papers: null });
	const person = { id: visit.people[0], outcome: 'captured', receiver: null, note: null };
	await run('booking_outcome', { people: [person] });
	await run('booking_card_ready', { people: visit.people });
	const handed = { people: visit.people, handed_to: 'owner', card_seen: true };
	expect(await run('booking_card_handed', handed)).toMatchObject({ state: 'done' });

	const late = { key: randomUUID(), id: visit.id, version, reason: 'other', note: 'x', died: [] };
	const { status, body } = await stack.rpc('booking_cancel', late, token);
	expect(status).toBe(409);
	expect(body).toMatchObject({ code: 'PT409', message: 'not_allowed' });
});

test('a lead reads and edits teams and days over HTTP', async () => {
	const { token } = await stack.officer({ unit: home.unit, roles: ['lead'] });
	const { body } = await stack.rpc('booking_teams', { from_day: g.day, to_day: g.day }, token);
	const { teams, team_days } = doors.booking_teams.answer.parse(body);
	const { id, ...team } = teams[0]!;
	const saved = await stack.rpc(
		'booking_team_save',
		{ ...team, key: randomUUID(), team: id, name: 'Tổ mới' },
		token
	);
	expect(saved).toMatchObject({ status: 200, body: { id } });
	const { version, kit, shifts, places, reserved_hotline, reserved_ward } = team_days[0]!;
	const day = {
		key: randomUUID(),
		team: id,
		day: g.day,
		version: version,
		kit,
		closed: false,
		shifts,
		places,
		reserved_hotline,
		reserved_ward
	};
	const edited = await stack.rpc('booking_team_day_save', { ...day, version: version - 1 }, token);
	expect(edited).toMatchObject({ status: 409, body: { message: 'stale' } });
	const run = await stack.rpc('booking_retention_run', { key: randomUUID() }, token);
	expect(doors.booking_retention_run.answer.parse(run.body)).toMatchObject({ sensitive: 0 });
});
