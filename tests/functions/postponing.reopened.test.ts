/** A postponed day meets forms being filled in, second clicks, second leads, and better weather. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, officer, refusal, sky, type Booked, type Person, type Sky } from './postponing.ts';

let under: Sky;
let db: Sky['db'];
let world: Sky['world'];
let at: Sky['at'];
let lead: Person;
let desk: Person;
let first: string;
let second: string;
let see: Sky['see'];
beforeAll(async () => {
	under = await sky();
	({ db, world, at, lead, desk, first, second, see } = under);
});
afterAll(() => under?.db.drop());
beforeEach(() => under.clear());

describe('a postponed day', () => {
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
			fields: ['address']
		});
		await at.postpone(lead, first);
		expect(await see(one)).toMatchObject({
			state: 'returned',
			window: null,
			postponed: { reason: 'storm' }
		});
		const mended = await at.say(one, { act: 'mend', values: { address: 'Số 12' } });
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
});
