import { describe, expect, it } from 'vitest';
import { Refusal } from '../_shared/answer/index.ts';
import { handle } from './handler.ts';
import { sealOffer, type Offer } from './offer.ts';
import type { Offers } from './shapes.ts';
import {
	area,
	hamlet,
	monday,
	refusalOf,
	saturday,
	scene,
	snapshotOf,
	teamDay,
	uuid,
	type Scene
} from './testing.ts';

const wanted = { area, hamlet, people: [{ needs: ['bedridden'] }] };
const offer: Offer = {
	day: saturday,
	from: 450,
	to: 570,
	area,
	hamlet,
	minutes: 35,
	people: 1,
	channel: 'web',
	subject: null,
	paid: 'spent solved'
};
const offersOf = ({ ports }: Scene, over: Record<string, unknown> = {}) =>
	handle(ports, {
		action: 'booking_offers',
		wanted,
		proof: 'solved',
		hold: null,
		lookup: null,
		...over
	}) as Promise<Offers>;

async function hold(at: Scene, over: Record<string, unknown> = {}, made: Partial<Offer> = {}) {
	const token = await sealOffer(at.ports, { ...offer, ...made });
	return handle(at.ports, { action: 'booking_hold', key: uuid(1), token, hold: null, ...over });
}
const refused = async (run: Promise<unknown>) => {
	const refusal = await refusalOf(run);
	return refusal && `${refusal.status} ${refusal.code}`;
};

describe('a resident who looks for a window', () => {
	it('sees days in order with windows a team can keep, and nothing about teams or detours', async () => {
		const sunday = { ...teamDay({ id: uuid(101), day: '2026-11-29' }) };
		const windows = [6, 7].flatMap((weekday) => [{ weekday, from: 450, to: 570 }]);
		const at = scene({ snapshot: async () => snapshotOf([teamDay(), sunday], { windows }) });
		const offers = await offersOf(at);
		expect(offers).toMatchObject({ unit: '21001', full: [], minutes: 35 });
		expect(offers.days.map(({ day }) => day)).toEqual([saturday, '2026-11-29']);
		for (const window of offers.days.flatMap(({ windows }) => windows))
			expect(Object.keys(window).sort()).toEqual(['easy', 'from', 'to', 'token']);
	});

	it('is shown at most one easy window, and none when a team would come for them alone', async () => {
		expect(
			(await offersOf(scene())).days.flatMap((day) => day.windows).some(({ easy }) => easy)
		).toBe(false);
		const neighbour = {
			subject: uuid(50),
			place: `hamlet:${hamlet}`,
			from: 810,
			to: 930,
			service: 25,
			travel: 16,
			start: 826,
			finish: 851,
			held: false
		};
		const at = scene({ snapshot: async () => snapshotOf([teamDay({ stops: [neighbour] })]) });
		const easy = (await offersOf(at)).days
			.flatMap((day) => day.windows)
			.filter((window) => window.easy);
		expect(easy).toMatchObject([{ from: 810 }]);
	});

	it('is not offered what the lead time or the pool forbids; such a day counts as full only if it could be had', async () => {
		const none = teamDay({ left: { web: 0, hotline: 1, ward: 0 } });
		const at = scene({ snapshot: async () => snapshotOf([none]) });
		expect(await offersOf(at)).toMatchObject({ days: [], full: [saturday] });
		const earliest = { web: '2026-11-30T00:00:00+07:00', hotline: '', ward: '' };
		const late = scene({ snapshot: async () => snapshotOf([teamDay()], { earliest }) });
		expect(await offersOf(late)).toMatchObject({ days: [], full: [] });
	});

	it('pays with a proof, once; whoever holds a window or moves a visit need not', async () => {
		expect(await refused(offersOf(scene(), { proof: null }))).toBe('403 proof_required');
		expect(await refused(offersOf(scene({ spend: async () => false })))).toBe('409 proof_spent');
		const alive = { hold: uuid(1), alive: true, lapsed: false, young: true } as never;
		const holding = scene({ holdRead: async () => alive });
		await offersOf(holding, { proof: null, hold: uuid(1) });
		expect(holding.calls.snapshot[0]![1]).toBe(uuid(1));
		const visit = { subject: uuid(9), minutes: 25, may_move: true, area, hamlet } as never;
		const moving = scene({ byLookup: async () => visit });
		await offersOf(moving, { wanted: null, proof: null, lookup: 'ab'.repeat(32) });
		expect(moving.calls.snapshot[0]![1]).toBe(uuid(9));
		expect(await refused(offersOf(scene(), { wanted: null, lookup: 'ab'.repeat(32) }))).toBe(
			'404 not_found'
		);
	});
});

describe('a resident who takes a window', () => {
	it('gets it as a plan for the whole day of the team', async () => {
		const at = scene();
		await hold(at);
		expect(at.calls.hold[0]).toMatchObject([
			{ key: uuid(1) },
			{
				subject: uuid(500),
				area,
				hamlet,
				minutes: 35,
				people: 1,
				channel: 'web',
				plan: {
					team_day: uuid(100),
					version: 1,
					stops: [{ subject: uuid(500), from: 450, to: 570, service: 35 }]
				}
			}
		]);
	});

	it('is planned for again when somebody else was quicker, up to a bound', async () => {
		let times = 0;
		const stale = async () => {
			if (++times < 4) throw new Refusal(409, 'stale');
			return { hold: uuid(1) } as never;
		};
		expect(await hold(scene({ hold: stale }))).toEqual({ hold: uuid(1) });
		const never = scene({ hold: () => Promise.reject(new Refusal(503, 'busy')) });
		const refusal = await refusalOf(hold(never));
		expect(refusal).toMatchObject({ status: 503, code: 'busy', details: { retryAfter: 1 } });
		expect(never.calls.hold).toHaveLength(5);
	});

	it('gets the other team of the day when one is full, and is told what is left when both are', async () => {
		const two = [teamDay(), teamDay({ id: uuid(101), team: uuid(11) })];
		let full = 1;
		const at = scene({
			snapshot: async () => snapshotOf(two),
			hold: async () => {
				if (full-- > 0) throw new Refusal(409, 'pool_full');
				return { hold: uuid(1) } as never;
			}
		});
		await hold(at);
		const teams = at.calls.hold.map(
			([, draft]) => (draft as { plan: { team_day: string } }).plan.team_day
		);
		expect(new Set(teams).size).toBe(2);
		full = 9;
		expect(await refused(hold(at, { key: uuid(2) }))).toBe('409 window_taken');
	});

	it('is planned on its day alone, and what is left is looked for on all days', async () => {
		const at = scene();
		await hold(at);
		expect(at.calls.snapshot.map(([, , day]) => day)).toEqual([saturday]);
		const gone = scene({ snapshot: async () => snapshotOf([]) });
		expect(await refused(hold(gone))).toBe('409 window_taken');
		expect(gone.calls.snapshot.map(([, , day]) => day)).toEqual([saturday, null]);
	});

	it('exchanges the window of a draft they hold, and no other', async () => {
		const draft = { hold: uuid(3), young: true } as never;
		const at = scene({ holdRead: async () => draft });
		await hold(at, { hold: uuid(3) }, { paid: null });
		expect(at.calls.hold[0]![1]).toMatchObject({ subject: uuid(3), paid: null });
		const sent = scene();
		await hold(sent, { hold: uuid(3) });
		expect(sent.calls.hold[0]![1]).toMatchObject({ subject: uuid(500), paid: 'spent solved' });
		expect(await refused(hold(scene(), { hold: uuid(3) }, { paid: null }))).toBe(
			'409 offer_expired'
		);
	});

	it('is refused with an offer that is old, forged, an officer’s, or made to move another visit', async () => {
		const at = scene();
		const token = await sealOffer(at.ports, offer);
		const later = { ...at.ports, now: () => monday + 16 * 60_000 };
		const sent = { action: 'booking_hold', key: uuid(1), token, hold: null };
		expect(await refused(handle(later, sent))).toBe('409 offer_expired');
		expect(await refused(handle(at.ports, { ...sent, token: `x${token}` }))).toBe('422 bad_token');
		expect(await refused(hold(at, {}, { channel: 'hotline' }))).toBe('422 bad_token');
		expect(await refused(hold(at, {}, { subject: uuid(9) }))).toBe('422 bad_token');
		expect(at.calls.hold).toEqual([]);
	});
});
