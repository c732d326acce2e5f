/** A road that cannot be taken: what the planner offers then, and which promises the lead hears of. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { doors } from '../../supabase/functions/_shared/contracts/booking-postponing.ts';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import { ask, officer, refusal, storm, type Person } from './postponing.ts';
import { makeWorld, type World } from './world.ts';

let db: TestDatabase;
let world: World;
let at: ReturnType<typeof storm>;
let lead: Person;
beforeAll(async () => {
	db = await createDatabase();
	world = await makeWorld(db.sql, { teams: 1, days: 2 });
	at = storm(db, world);
	lead = await officer(db, ['lead'], world.unit);
});
afterAll(() => db?.drop());

const until = (day: string) => new Date(`${day}T23:59:00+07:00`).toISOString();
const close = (over: object = {}) =>
	ask(db, lead, 'booking_road_close', {
		key: randomUUID(),
		from_place: `hamlet:${world.hamlets[0]}`,
		to_place: null,
		minutes: null,
		until: until(world.days[0]!),
		note: null,
		...over
	});
const roads = async () =>
	doors.booking_roads.answer.parse(await ask(db, lead, 'booking_roads', {}));

it('a hamlet that is cut off is offered no day until the road is open, and promises made there are told to the lead', async () => {
	const promised = await at.booked(world.days[0]!);
	const before = await at.opened(promised);
	const { id, strained } = await close({ note: 'Cầu bản ngập' });
	expect(strained).toBe(1);
	expect(new Set((await at.free()).map(({ day }) => day))).toEqual(new Set([world.days[1]]));
	const now = await roads();
	expect(now.closed).toMatchObject([
		{ id, from: expect.stringMatching(/^Thôn số 1, /), to: null, minutes: null }
	]);
	expect(now.strained).toMatchObject([{ id: promised.id, window: before.window }]);
	// Told, not broken: the promise stands until somebody has spoken with them.
	expect(await at.opened(promised)).toMatchObject({ state: 'held', window: before.window });

	const opening = { key: randomUUID(), road: id };
	expect(await ask(db, lead, 'booking_road_open', opening)).toEqual({ ok: true });
	expect(await ask(db, lead, 'booking_road_open', opening)).toEqual({ ok: true });
	expect(await roads()).toMatchObject({ closed: [], strained: [] });
	expect((await at.free()).some(({ day }) => day === world.days[0])).toBe(true);
});

it('a way around that is longer is driven: what no team can reach by it is not offered', async () => {
	await db.sql`delete from booking.stops`;
	await close({ to_place: `unit:${world.unit}`, minutes: 150, until: until(world.days[0]!) });
	const morning = (await at.free()).filter(({ day }) => day === world.days[0]);
	// Two and a half hours from 07:30 on: the first window is over when the team arrives.
	expect(morning.map(({ from }) => from)).not.toContain(450);
	expect(morning.map(({ from }) => from)).toContain(540);
	await at.submit(await at.hold(morning[0]!.token));
});

it('no way to nowhere, to itself, of no minutes or until yesterday is written', async () => {
	for (const [over, field] of [
		[{ from_place: `hamlet:${randomUUID()}` }, 'from_place'],
		[{ to_place: `hamlet:${randomUUID()}` }, 'to_place'],
		[{ to_place: `hamlet:${world.hamlets[0]}` }, 'to_place'],
		[{ minutes: 0 }, 'minutes'],
		[{ until: '2020-01-01T00:00:00Z' }, 'until']
	] as const) {
		const told = await close(over).then(
			() => null,
			(error: { detail: string }) => error.detail
		);
		expect(told).toBe(field);
	}
	const desk = await officer(db, ['desk'], world.unit);
	expect(await refusal(ask(db, desk, 'booking_roads', {}))).toBe('role_missing');
});
