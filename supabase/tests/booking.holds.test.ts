import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';
import { form, ground, hold, refusal, service, snapshot, submit, windows } from './household.ts';

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

const expire = (subject: string) =>
	db.sql`update booking.stops set held_until = now() - interval '1 second' where subject = ${subject}`;
const stopOf = async (subject: string) =>
	(await db.sql`select * from booking.stops where subject = ${subject}`)[0];

describe('a hold', () => {
	test('keeps a window for ten minutes and becomes the promise when the form is sent', async () => {
		const held = await hold(db, g, windows[0]);
		expect(held.extendable).toBe(true);
		expect(Date.parse(held.held_until) - Date.now()).toBeGreaterThan(9 * 60_000);
		const sent = await submit(db, held.hold, { of: form(g.hamlets[0]!) });
		expect(sent).toMatchObject({ state: 'held', window: { day: g.day, from: 450, to: 570 } });
		expect(sent.reply_by).not.toBeNull();
		expect((await stopOf(held.hold))!.held_until).toBeNull();
	});

	test('is extended once and no more', async () => {
		const held = await hold(db, g, windows[0]);
		const extend = () =>
			service(
				db,
				(tx) => tx`select public.booking_extend_write(${randomUUID()}, '{}', ${held.hold}) as a`
			);
		const { a } = (await extend())[0]!;
		expect(a.extendable).toBe(false);
		expect(Date.parse(a.held_until) - Date.parse(held.held_until)).toBe(10 * 60_000);
		expect(await refusal(extend())).toBe('not_allowed');
	});

	test('that lapsed is free for everyone and dropped by the next commit', async () => {
		const lapsed = await hold(db, g, windows[0]);
		await expire(lapsed.hold);
		const other = await hold(db, g, windows[0]);
		expect(await stopOf(lapsed.hold)).toBeUndefined();
		expect((await stopOf(other.hold))!.start).toBe(465);
		expect(await refusal(submit(db, lapsed.hold, { of: form(g.hamlets[0]!) }))).toBe('hold_lapsed');
	});

	test('that lapsed but was taken by nobody is still good when the form comes', async () => {
		const lapsed = await hold(db, g, windows[0]);
		await expire(lapsed.hold);
		expect(await submit(db, lapsed.hold, { of: form(g.hamlets[0]!) })).toMatchObject({
			state: 'held'
		});
	});

	test('that was lost is tried again at sending, with a new plan for the same window', async () => {
		const lapsed = await hold(db, g, windows[0]);
		await expire(lapsed.hold);
		await hold(db, g, windows[0]);
		const { h } = (
			await service(db, (tx) => tx`select public.booking_hold_read(${lapsed.hold}) as h`)
		)[0]!;
		expect(h).toMatchObject({ alive: false, lapsed: true, day: g.day, from: 450, to: 570 });
		const { days } = await snapshot(db, lapsed.hold);
		const again = home.plan(days[0]!, lapsed.hold, windows[0]);
		expect(await submit(db, lapsed.hold, { of: form(g.hamlets[0]!), plan: again })).toMatchObject({
			state: 'held'
		});
	});

	test('of one person does not become a visit for two without a new plan', async () => {
		const held = await hold(db, g, windows[0]);
		const two = form(g.hamlets[0]!, ['Bà Minh Họa', 'Ông Minh Họa']);
		expect(await refusal(submit(db, held.hold, { of: two, minutes: 40 }))).toBe('hold_changed');
		const moved = form(g.hamlets[1]!);
		expect(await refusal(submit(db, held.hold, { of: moved }))).toBe('hold_changed');
	});

	test('given back is free, and giving it back twice is no error', async () => {
		const held = await hold(db, g, windows[0]);
		for (let i = 0; i < 2; i++) {
			const { a } = (
				await service(
					db,
					(tx) => tx`select public.booking_release_write(${randomUUID()}, '{}', ${held.hold}) as a`
				)
			)[0]!;
			expect(a).toEqual({ ok: true });
		}
		expect(await stopOf(held.hold)).toBeUndefined();
	});

	test('races its own expiry: sending and another resident never both have the place', async () => {
		await db.sql`update booking.team_days set places = 1 where id = ${g.teamDay}`;
		for (let round = 0; round < 5; round++) {
			await db.sql`delete from booking.stops`;
			const lapsed = await hold(db, g, windows[0]);
			await expire(lapsed.hold);
			const results = await Promise.all([
				refusal(submit(db, lapsed.hold, { of: form(g.hamlets[0]!) })),
				refusal(hold(db, g, windows[0]))
			]);
			expect(results.filter((code) => code === 'none')).toHaveLength(1);
			expect(await db.sql`select 1 from booking.stops where team_day = ${g.teamDay}`).toHaveLength(
				1
			);
		}
		await db.sql`update booking.team_days set places = 8 where id = ${g.teamDay}`;
	});
});
