import { describe, expect, it } from 'vitest';
import { Refusal } from '../../_shared/answer/index.ts';
import { handle } from '../handler.ts';
import { sealOffer, type Offer } from '../offer.ts';
import { area, formOf, hamlet, refusalOf, saturday, scene, uuid, type Scene } from '../testing.ts';

const lookup = 'ab'.repeat(32);
const visit = {
	id: uuid(7),
	version: 3,
	state: 'held',
	subject: uuid(9),
	channel: 'web',
	unit: '21001',
	area,
	hamlet,
	minutes: 25,
	may_move: true,
	own: null,
	officer: uuid(70)
};
const offer: Offer = {
	day: saturday,
	from: 810,
	to: 930,
	area,
	hamlet,
	minutes: 25,
	people: 1,
	channel: 'web',
	subject: uuid(9)
};
const refused = async (run: Promise<unknown>) => {
	const refusal = await refusalOf(run);
	return refusal && `${refusal.status} ${refusal.code}`;
};

async function reschedule(at: Scene, made: Partial<Offer> = {}) {
	const token = await sealOffer(at.ports, { ...offer, ...made });
	return handle(at.ports, { action: 'booking_reschedule', key: uuid(1), lookup, token });
}

describe('a resident who moves their visit', () => {
	it('is moved by the same planner, and their secret goes no further than its hash', async () => {
		const at = scene({ byLookup: async () => visit });
		expect(await reschedule(at)).toEqual({ window: null, state: 'held' });
		expect(at.calls.move[0]).toMatchObject([
			{ key: uuid(1) },
			{ door: 'booking_reschedule', officer: null, version: null, channel: 'web', id: uuid(7) }
		]);
		expect(JSON.stringify(at.calls)).not.toContain(lookup);
	});

	it('cannot use an offer made for somebody else, an unknown code, or a visit that is over', async () => {
		const at = scene({ byLookup: async () => visit });
		expect(await refused(reschedule(at, { subject: uuid(8) }))).toBe('422 bad_token');
		expect(await refused(reschedule(at, { subject: null }))).toBe('422 bad_token');
		expect(await refused(reschedule(at, { channel: 'ward' }))).toBe('422 bad_token');
		expect(await refused(reschedule(scene()))).toBe('404 not_found');
		const over = scene({ byLookup: async () => ({ ...visit, may_move: false }) });
		expect(await refused(reschedule(over))).toBe('409 not_allowed');
	});
});

describe('an officer on the phone', () => {
	const move = async (at: Scene, version = 3, made: Partial<Offer> = {}) => {
		const token = await sealOffer(at.ports, { ...offer, channel: 'hotline', ...made });
		return handle(at.ports, { action: 'booking_move', key: uuid(1), id: uuid(7), version, token });
	};

	it('moves the visit in their own name', async () => {
		const at = scene({}, { byCase: async () => visit });
		expect(await move(at)).toEqual({
			id: uuid(7),
			reference: 'ĐN-26-0007',
			state: 'held',
			version: 2
		});
		expect(at.calls.move[0]![1]).toMatchObject({
			officer: uuid(70),
			version: 3,
			channel: 'hotline'
		});
	});

	it('is told at once when the case has changed, and not when a team’s day has', async () => {
		const at = scene({}, { byCase: async () => visit });
		expect(await refused(move(at, 2))).toBe('409 stale');
		let read = 3;
		const racing = scene(
			{ move: () => Promise.reject(new Refusal(409, 'stale')) },
			{ byCase: async () => ({ ...visit, version: read }) }
		);
		racing.ports.pause = async () => void read++;
		expect(await refused(move(racing))).toBe('409 stale');
		expect(racing.calls.move).toHaveLength(2);
	});

	it('learns nothing of a case outside their compartment', async () => {
		const outside = { byCase: () => Promise.reject(new Refusal(404, 'not_found')) };
		const at = scene({}, outside);
		expect(await refused(move(at))).toBe('404 not_found');
		expect(Object.values(at.calls).flat()).toEqual([]);
	});

	it('makes a visit of a call-back in their own unit only, with a window or on the waitlist', async () => {
		const call = { ...visit, subject: null, minutes: null, may_move: false };
		const sent = (at: Scene, token: string | null) =>
			handle(at.ports, {
				action: 'booking_from_call_back',
				key: uuid(1),
				id: uuid(7),
				version: 3,
				channel: 'hotline',
				token,
				form: formOf()
			});
		const at = scene({}, { byCase: async () => call });
		await sent(at, null);
		await sent(at, await sealOffer(at.ports, { ...offer, channel: 'hotline', subject: null }));
		expect(at.calls.fromCallBack.map(([, visit]) => visit)).toMatchObject([
			{ plan: null, officer: uuid(70), form: { contact: { phone: '+84900000101' } } },
			{ plan: { stops: [{ from: 810 }] } }
		]);
		const elsewhere = scene({}, { byCase: async () => ({ ...call, unit: '21002' }) });
		expect(await refusalOf(sent(elsewhere, null))).toMatchObject({
			...{ status: 422, code: 'area_not_served' },
			details: { field: 'place.area' }
		});
	});
});
