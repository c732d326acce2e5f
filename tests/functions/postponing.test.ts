/** A day is postponed, and what becomes of everybody who was promised something: on the planner and SQL as they are. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { opened as openedShape } from '../../supabase/functions/_shared/contracts/lookup.ts';
import { doors } from '../../supabase/functions/_shared/contracts/postponing.ts';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import { ask, officer, refusal, storm, type Booked, type Person } from './postponing.ts';
import { makeWorld, type World } from './world.ts';

let db: TestDatabase;
let world: World;
let at: ReturnType<typeof storm>;
let lead: Person;
let desk: Person;
let first: string;
let second: string;
beforeAll(async () => {
	db = await createDatabase();
	world = await makeWorld(db.sql, { teams: 1, days: 4, places: 4 });
	await db.sql`update unit.settings set horizon_days = 60 where unit = ${world.unit}`;
	[first, second] = world.days as [string, string];
	at = storm(db, world);
	lead = await officer(db, ['lead'], world.unit);
	desk = await officer(db, ['desk'], world.unit);
});
afterAll(() => db?.drop());
beforeEach(async () => {
	await db.sql`update booking.postponements set lifted_at = now(), lifted_by = officer where lifted_at is null`;
	await db.sql`update booking.postponed set ended = 'cancelled', ended_at = now() where ended is null`;
	await db.sql`update booking.held_offers set ended = 'released', ended_at = now() where ended is null`;
	await db.sql`delete from booking.stops`;
	await db.sql`delete from booking.spare`;
	await places(4);
	await db.sql`update queue.cases set state = 'cancelled', ended_at = now() where ended_at is null`;
});

const stopOf = async ({ visit }: Booked) =>
	(
		await db.sql`select to_char(d.day, 'YYYY-MM-DD') as day, s.window_from as from, s.held_until
			from booking.stops s join booking.team_days d on d.id = s.team_day where s.subject = ${visit}`
	)[0] ?? null;
const places = (count: number, day: string | null = null) =>
	db.sql`update booking.team_days set places = ${count} where unit = ${world.unit} and (${day}::date is null or day = ${day}::date)`;
const see = async (who: Booked) => openedShape.parse(await at.opened(who));

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
			expect(seen.actions).toEqual(['reschedule', 'cancel', 'take', 'wait', 'call_me']);
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
				area: null,
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

	it('tells who was filling in a form that the window is gone, and what is left', async () => {
		const [window] = await at.free();
		const held = await at.hold(window!.token);
		expect(await at.postpone(lead, window!.day)).toMatchObject({ visits: 0, holds: 1 });
		const refused = await at
			.submit(held)
			.catch(
				(error: { code: string; details: { more: { left: { days: { day: string }[] } } } }) => error
			);
		expect(refused).toMatchObject({ code: 'window_taken' });
		const { left } = (refused as { details: { more: { left: { days: { day: string }[] } } } })
			.details.more;
		expect(left.days.map(({ day }) => day)).toEqual(world.days.slice(1));
	});

	it('confirmed twice is done once; a second lead is told that it stands already', async () => {
		await at.booked(first);
		const key = randomUUID();
		const once = await at.postpone(lead, first, { key });
		expect(await at.postpone(lead, first, { key })).toEqual(once);
		const other = await officer(db, ['lead'], world.unit);
		expect(await refusal(at.postpone(other, first))).toBe('already_postponed');
		expect(await at.postpone(other, first, { to_day: second })).toMatchObject({ visits: 0 });
	});

	it('that is visited after all gives back the old window to who has not answered, and leaves answers alone', async () => {
		const [silent, gone] = [await at.booked(first), await at.booked(first)] as [Booked, Booked];
		const before = await see(silent);
		const { id } = await at.postpone(lead, first);
		await at.tend();
		const [mine] = (await see(gone)).offers!;
		await at.say(gone, { act: 'take', offer: mine!.id });
		expect(await at.reopen(lead, id)).toEqual({ restored: 1, answered: 1, left: 0 });
		expect(await see(silent)).toMatchObject({
			state: 'held',
			window: before.window,
			offers: [],
			postponed: null
		});
		expect(await see(gone)).toMatchObject({ state: 'held', window: mine!.window });
		expect(await refusal(at.reopen(lead, id))).toBe('not_allowed');
		expect((await at.free()).some(({ day }) => day === first)).toBe(true);
	});

	it('covered by two postponements comes back only when both are lifted', async () => {
		const one = await at.booked(first);
		const [team] = await db.sql`select id from booking.teams where unit = ${world.unit}`;
		const small = await at.postpone(lead, first, { team: team!.id });
		const whole = await at.postpone(lead, first);
		expect(await at.reopen(lead, small.id)).toEqual({ restored: 0, answered: 0, left: 1 });
		expect(await see(one)).toMatchObject({ state: 'postponed' });
		expect(await at.reopen(lead, whole.id)).toEqual({ restored: 1, answered: 0, left: 0 });
	});

	it('of an area leaves the day open to the residents of others', async () => {
		await db.sql`insert into unit.areas (code, valid_from, name, full_name, type, unit, lat, lon, coordinates)
			values ('99091', '2020-01-01', 'Bên', 'Xã Bên', 'xã', ${world.unit}, 14.82, 108.95, 'test') on conflict do nothing`;
		const one = await at.booked(first);
		await at.postpone(lead, first, { area: world.area });
		expect(await see(one)).toMatchObject({ state: 'postponed' });
		expect((await at.free()).filter(({ day }) => day === first)).toEqual([]);
		const found = await at.edge('booking_offers', {
			wanted: { area: '99091', hamlet: null, people: [{ needs: [] }] },
			proof: 'paid',
			hold: null,
			lookup: null
		});
		expect(found.days.map(({ day }) => day)).toContain(first);
	});

	it('keeps what has to be mended, and is postponed once it is', async () => {
		const one = await at.booked(first);
		await ask(db, desk, 'queue_return', {
			key: randomUUID(),
			id: one.id,
			version: 1,
			reason: 'Thiếu số nhà',
			field: 'address'
		});
		await at.postpone(lead, first);
		expect(await see(one)).toMatchObject({
			state: 'returned',
			window: null,
			postponed: { reason: 'storm' }
		});
		const mended = await at.say(one, { act: 'mend', field: 'address', value: 'Số 12' });
		expect(mended).toMatchObject({ state: 'postponed' });
	});

	it('after two days of silence keeps windows no longer, and one at a time from then on', async () => {
		const one = await at.booked(first);
		await at.postpone(lead, first);
		expect(await at.tend()).toBe(2);
		await at.lapse();
		expect(await at.tend()).toBe(1);
		const seen = await see(one);
		expect(seen.offers!.map(({ why }) => why)).toEqual(['waitlist']);
		expect(seen.timeline.filter(({ code }) => code === 'offer_lapsed')).toHaveLength(2);
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

describe('the waitlist', () => {
	it('is asked when somebody cancels, with a window really kept, and the next one after a refusal', async () => {
		await places(1);
		const held: Booked[] = [];
		for (const day of world.days) held.push(await at.booked(day));
		const [early, late] = [await at.submit(null), await at.submit(null)] as [Booked, Booked];
		await db.sql`update queue.cases set received_at = now() - interval '3 days' where id = ${early.id}`;
		expect(await at.tend()).toBe(0);
		const cancel = { act: 'cancel', reason: 'no_longer_needed', died: [], note: null };
		await at.say(held[0]!, cancel);
		expect(await at.tend()).toBe(1);
		const [mine] = (await see(early)).offers!;
		expect(mine).toMatchObject({ why: 'waitlist', window: { day: first } });
		expect((await see(late)).offers).toEqual([]);
		expect((await at.free()).filter(({ day }) => day === first)).toEqual([]);
		await at.say(early, { act: 'refuse', offer: mine!.id });
		expect(await at.tend()).toBe(1);
		const [next] = (await see(late)).offers!;
		expect(await at.say(late, { act: 'take', offer: next!.id })).toMatchObject({
			state: 'held',
			window: next!.window
		});
	});

	it('is on the call list at once where the resident booked by phone, on the page’s silence later', async () => {
		const one = await at.submit(null);
		await at.tend();
		const calls = async () =>
			(
				await ask(db, desk, 'queue_page', { filter: { to_call: true }, after: null, size: 50 })
			).rows.map((row: { id: string }) => row.id);
		expect(await calls()).not.toContain(one.id);
		await db.sql`update booking.held_offers set at = at - interval '20 hours' where case_id = ${one.id}`;
		expect(await calls()).toContain(one.id);
		await db.sql`update booking.held_offers set at = now() where case_id = ${one.id}`;
		await db.sql`update queue.cases set channel = 'hotline' where id = ${one.id}`;
		expect(await calls()).toContain(one.id);
	});

	it('puts who has waited past the limit before a neighbour on the way', async () => {
		await places(1);
		for (const day of world.days) await at.booked(day);
		const [near, far] = [
			await at.submit(null, world.hamlets[0]),
			await at.submit(null, world.hamlets[3])
		] as [Booked, Booked];
		await db.sql`update queue.cases set received_at = now() - interval '30 days' where id = ${far.id}`;
		await at.tend();
		await places(2, second);
		await db.sql`insert into booking.spare (unit) values (${world.unit})`;
		await at.tend();
		expect((await see(far)).offers).toHaveLength(1);
		expect((await see(near)).offers).toHaveLength(0);
	});
});

describe('strangers', () => {
	it('and officers without the role may not postpone, reopen, or see; another unit has nothing to see', async () => {
		const scope = { team: null, area: null, from_day: first, to_day: first };
		expect(await refusal(at.postpone(desk, first))).toBe('role_missing');
		expect(await refusal(ask(db, desk, 'booking_postpone_preview', scope))).toBe('role_missing');
		expect(await refusal(ask(db, desk, 'booking_roads', {}))).toBe('role_missing');
		await db.sql`insert into unit.units (code, name, full_name, type, police_name, lat, lon)
			values ('99092', 'Khác', 'Xã Khác', 'xã', 'Công an xã Khác', 14.9, 108.9)`;
		await db.sql`insert into unit.settings (unit) values ('99092')`;
		const stranger = await officer(db, ['lead'], '99092');
		const one = await at.booked(first);
		expect(await ask(db, stranger, 'booking_postpone_preview', scope)).toMatchObject({
			visits: 0,
			cases: []
		});
		const { id } = await at.postpone(lead, first);
		expect(await refusal(at.reopen(stranger, id))).toBe('not_found');
		expect(await ask(db, stranger, 'booking_postponements', {})).toEqual({ postponements: [] });
		await at.tend();
		const [offer] = (await see(one)).offers!;
		const take = { key: randomUUID(), id: one.id, version: 2, offer: offer!.id };
		expect(await refusal(ask(db, stranger, 'booking_offer_take', take))).toBe('not_found');
		const other = await at.booked(second);
		expect(await refusal(at.say(other, { act: 'take', offer: offer!.id }))).toBe('offer_gone');
		const report = doors.booking_postponements.answer.parse(
			await ask(db, lead, 'booking_postponements', {})
		);
		expect(report.postponements[0]!.cases).toMatchObject([
			{ id: one.id, ended: null, offers: 2, called: false, now: null }
		]);
	});

	it('are refused a scope that is none', async () => {
		for (const [over, field] of [
			[{ from_day: '2020-01-01' }, 'from_day'],
			[{ to_day: '2020-01-01' }, 'to_day'],
			[{ area: '00000' }, 'area'],
			[{ team: randomUUID() }, 'team'],
			[{ reason: 'rain' }, 'reason'],
			[{ reason: 'other' }, 'note']
		] as const) {
			const problem = await at.postpone(lead, first, over).then(
				() => null,
				(error: { detail: string }) => error.detail
			);
			expect(problem).toBe(field);
		}
	});
});
