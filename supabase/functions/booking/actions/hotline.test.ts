import { describe, expect, it } from 'vitest';
import { Refusal } from '../../_shared/answer/index.ts';
import { handle } from '../handler.ts';
import { sealOffer } from '../offer.ts';
import type { Pool } from '../snapshot.ts';
import type { Store } from '../store.ts';
import {
	area,
	formOf,
	hamlet,
	refusalOf,
	saturday,
	scene,
	snapshotOf,
	teamDay,
	uuid
} from '../testing.ts';

const unit = '21001';
const officer = { whoami: async () => ({ officer: uuid(20), unit }) };

async function desk(over: Partial<Store> = {}, channel: Pool = 'hotline') {
	const { ports, calls } = scene(over, officer);
	const token = await sealOffer(ports, {
		...{ area, hamlet, minutes: 25, people: 1, channel, subject: null },
		...{ day: saturday, from: 450, to: 570 }
	});
	const enter = (more: object = {}) =>
		handle(ports, {
			action: 'booking_hotline',
			key: uuid(9),
			lookup_hash: 'a'.repeat(64),
			channel: 'walk_in',
			seen: [],
			token,
			form: formOf(),
			...more
		});
	return { ports, calls, enter };
}

describe('what an operator sends for a caller', () => {
	it('is planned and written with how they came and whose place it takes', async () => {
		const { enter, calls } = await desk();
		await enter({ seen: [uuid(30)] });
		expect(calls.hotline).toHaveLength(1);
		expect(calls.hotline[0]![1]).toMatchObject({
			officer: uuid(20),
			channel: 'walk_in',
			pool: 'hotline',
			seen: [uuid(30)],
			minutes: 25,
			plan: { stops: [{ from: 450, to: 570 }] },
			form: { contact: { phone: '+84900000101' } }
		});
	});

	it('is tried once where a colleague was quicker: no other team makes that right', async () => {
		const { enter, calls } = await desk({
			hotline: async () => {
				throw new Refusal(409, 'caller_known');
			}
		});
		expect(await refusalOf(enter())).toMatchObject({ status: 409, code: 'caller_known' });
		expect(calls.hotline).toHaveLength(1);
	});

	it('takes no place that is a resident’s, and without a window waits', async () => {
		const residents = await desk({}, 'web');
		expect(await refusalOf(residents.enter())).toMatchObject({ code: 'bad_token' });
		const { enter, calls } = await desk();
		await enter({ token: null });
		expect(calls.hotline[0]![1]).toMatchObject({ plan: null });
	});

	it('is refused for a place of another unit, which is named with the field of the form', async () => {
		const snapshot = async () => snapshotOf([teamDay()], { unit: { code: '21478' } });
		const { enter, calls } = await desk({ snapshot });
		expect(await refusalOf(enter())).toMatchObject({
			...{ status: 422, code: 'area_not_served' },
			details: { field: 'place.area', more: { unit: '21478' } }
		});
		expect(calls.hotline).toEqual([]);
	});

	it('is looked for only by what can be a number', async () => {
		const { ports } = await desk();
		const ask = (phone: string) => handle(ports, { action: 'booking_caller', phone });
		expect(await refusalOf(ask('không có'))).toMatchObject({ status: 422, code: 'invalid' });
	});
});
