/** A day is postponed, and what becomes of everybody who was promised something: on the planner and SQL as they are. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { doors } from '../../supabase/functions/_shared/contracts/booking-postponing.ts';
import { ask, refusal, sky, type Booked, type Person, type Sky } from './postponing.ts';

let under: Sky;
let db: Sky['db'];
let world: Sky['world'];
let at: Sky['at'];
let lead: Person;
let desk: Person;
let first: string;
let second: string;
let places: Sky['places'];
let see: Sky['see'];
let stopOf: Sky['stopOf'];
beforeAll(async () => {
	under = await sky();
	({ db, world, at, lead, desk, first, second, places, see, stopOf } = under);
});
afterAll(() => under?.db.drop());
beforeEach(() => under.clear());

describe('a postponed day', () => {
	it('is told to its residents with reason and windows kept for them, and nobody is moved without an answer', async () => {
		const all = [await at.booked(first), await at.booked(first), await at.booked(first)];
		const before = await see(all[0]!);
		const preview = doors.booking_postpone_preview.answer.parse(
			await ask(db, lead, 'booking_postpone_preview', {
				team: null,
				area: null,
				from_day: first,
				to_day: first
			})
		);
		expect(preview).toMatchObject({ visits: 3, people: 3, holds: 0, teams: 1 });
		expect(preview.days).toEqual([{ day: first, visits: 3, people: 3 }]);
		expect(preview.cases).toHaveLength(3);

		expect(await at.postpone(lead, first)).toMatchObject({ visits: 3, people: 3, holds: 0 });
		expect(await at.tend()).toBe(6);
		for (const one of all) {
			const seen = await see(one);
			expect(seen).toMatchObject({
				state: 'postponed',
				window: null,
				reference: expect.any(String)
			});
			expect(seen.postponed).toMatchObject({ reason: 'storm' });
			expect(seen.offers!.map(({ window }) => window.day)).toEqual(world.days.slice(1, 3));
			expect(seen.actions).toEqual(['reschedule', 'cancel', 'take', 'wait', 'call_me', 'ask_data']);
		}
		expect((await see(all[0]!)).postponed!.window).toEqual(before.window);
		// Nobody was moved: the place in the old day is as it was.
		expect(await stopOf(all[0]!)).toMatchObject({ day: first, held_until: null });
		const rows = await ask(db, desk, 'queue_page', {
			filter: { to_call: true },
			after: null,
			size: 50
		});
		expect(rows.rows.map((row: { id: string }) => row.id).sort()).toEqual(
			all.map(({ id }) => id).sort()
		);
	});

	it('offers nothing more to anybody, and says on home why', async () => {
		await at.postpone(lead, first);
		expect((await at.free()).filter(({ day }) => day === first)).toEqual([]);
		const days = await ask(db, { role: 'anon' }, 'booking_days', {});
		expect(days.postponed).toEqual([
			{
				unit: world.unit,
				name: 'Phường Thử Nghiệm',
				some: false,
				from_day: first,
				to_day: first,
				reason: 'storm',
				note: null
			}
		]);
		expect(
			days.days.filter(
				(one: { unit: string; day: string }) => one.unit === world.unit && one.day === first
			)
		).toEqual([]);
	});

	it('keeps windows ahead of new bookings: who books meanwhile finds what is left', async () => {
		const all = [await at.booked(first), await at.booked(first)];
		await places(2, second);
		await at.postpone(lead, first);
		await at.tend();
		expect((await at.free()).filter(({ day }) => day === second)).toEqual([]);
		await places(4);
		const [mine] = (await see(all[0]!)).offers!;
		const took = await at.say(all[0]!, { act: 'take', offer: mine!.id });
		expect(took).toMatchObject({
			state: 'held',
			window: mine!.window,
			postponed: null,
			offers: []
		});
		expect(await stopOf(all[0]!)).toMatchObject({ day: second, held_until: null });
		// The other window that was kept is free again.
		const [kept] =
			await db.sql`select count(*)::int as n from booking.held_offers where case_id = ${all[0]!.id} and ended is null`;
		expect(kept!.n).toBe(0);
		const stops =
			await db.sql`select count(*)::int as n from booking.stops s where s.subject = ${all[0]!.visit}`;
		expect(stops[0]!.n).toBe(1);
	});

	it('gives the confirmed their confirmation back with the new window', async () => {
		const one = await at.booked(first);
		const confirming = {
			key: randomUUID(),
			id: one.id,
			version: 1,
			checked: 'population_data',
			papers: null
		};
		await ask(db, desk, 'booking_confirm', confirming);
		await at.postpone(lead, first);
		await at.tend();
		const [mine] = (await see(one)).offers!;
		expect(await at.say(one, { act: 'take', offer: mine!.id })).toMatchObject({
			state: 'confirmed'
		});
	});

	it('lets them take any other free window, wait, be called, or cancel', async () => {
		const [moves, waits, asks, ends] = [
			await at.booked(first),
			await at.booked(first),
			await at.booked(first),
			await at.booked(first)
		] as [Booked, Booked, Booked, Booked];
		await places(8);
		await at.postpone(lead, first);
		await at.tend();
		const found = await at.edge('booking_offers', {
			wanted: null,
			proof: null,
			hold: null,
			lookup: moves.lookup
		});
		const { token } = found.days.at(-1)!.windows.at(-1)!;
		await at.edge('booking_reschedule', { key: randomUUID(), lookup: moves.lookup, token });
		expect(await see(moves)).toMatchObject({ state: 'held', postponed: null, offers: [] });

		expect(await at.say(waits, { act: 'wait' })).toMatchObject({
			state: 'waiting',
			postponed: null,
			offers: []
		});
		expect(await stopOf(waits)).toBeNull();

		await at.say(asks, { act: 'call_me' });
		const [row] =
			await db.sql`select state, priority, again_at from queue.cases where id = ${asks.id}`;
		expect(row).toEqual({ state: 'postponed', priority: 'high', again_at: null });

		const cancel = { act: 'cancel', reason: 'no_longer_needed', died: [], note: null };
		expect(await at.say(ends, cancel)).toMatchObject({ state: 'cancelled' });
		expect(await stopOf(ends)).toBeNull();
		const [living] =
			await db.sql`select count(*)::int as n from booking.held_offers where case_id = ${ends.id} and ended is null`;
		expect(living!.n).toBe(0);
	});

	it('answers the desk the same on the phone, and refuses what is gone', async () => {
		const one = await at.booked(first);
		await at.postpone(lead, first);
		await at.tend();
		const whole = await ask(db, desk, 'queue_case', { id: one.id });
		expect(whole.actions.slice(0, 3)).toEqual(['call', 'move', 'take_offer']);
		const [mine, other] = whole.visit.offers;
		const command = { id: one.id, version: whole.row.version };
		const refused = { key: randomUUID(), ...command, offer: other.id };
		const after = await ask(db, desk, 'booking_offer_refuse', refused);
		expect(await ask(db, desk, 'booking_offer_refuse', refused)).toEqual(after);
		const take = { key: randomUUID(), id: one.id, version: after.version, offer: mine.id };
		expect(await ask(db, desk, 'booking_offer_take', take)).toMatchObject({ state: 'held' });
		const late = { key: randomUUID(), id: one.id, version: after.version + 1, offer: mine.id };
		expect(await refusal(ask(db, desk, 'booking_offer_take', late))).toBe('offer_gone');
	});
});
