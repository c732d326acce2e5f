import { describe, expect, it } from 'vitest';
import { Refusal } from '../_shared/answer/index.ts';
import { handle } from './handler.ts';
import { ready, type Ports } from './ready.ts';

const key = '11111111-1111-4111-8111-111111111111';
const lookup_hash = 'ab'.repeat(32);
const form = {
	asker: 'neighbour',
	hardship: 'agent_orange',
	story: null,
	wants: ['food', 'care'],
	family_name: 'Võ Thị Lành',
	family_phone: null,
	area: '21439',
	hamlet: null,
	landmark: 'Sau chợ',
	asked_by: { name: 'Trần Văn Xóm', phone: '0900 000 101', may_name: false },
	consent: true
};

function scene(ask: (...args: never[]) => unknown = () => ({ reference: 'HT-26-0001' })) {
	const asked: unknown[][] = [];
	const ports: Ports = {
		store: {
			answer: async () => null,
			ask: async (...args: unknown[]) => {
				asked.push(args);
				return ask(...(args as never[])) as never;
			}
		},
		officer: () => ({
			enter: async (...args: unknown[]) => {
				asked.push(args);
				return ask(...(args as never[])) as never;
			}
		}),
		proofs: { challenge: async () => 'work', check: async (proof) => `spent ${proof}` },
		words: () => ['cánh diều', 'hạt gạo']
	};
	return { ports, asked };
}
const send = (over: object = {}, at = scene()) =>
	handle(at.ports, {
		action: 'support_ask',
		key,
		lookup_hash,
		proof: 'work',
		form: { ...form, ...over }
	});
const refused = (work: Promise<unknown>) =>
	work.then(
		() => null,
		(error: Refusal) => ({ status: error.status, code: error.code, ...error.details })
	);

describe('a neighbour who asks for a family', () => {
	it('is taken: the phone becomes E.164, the officers get two words, the proof is spent with the case', async () => {
		const at = scene();
		await send({}, at);
		expect(at.asked).toMatchObject([
			[
				{ key, request: { lookup_hash } },
				{
					form: { asked_by: { phone: '+84900000101' } },
					words: ['cánh diều', 'hạt gạo'],
					proof: 'spent work'
				}
			]
		]);
	});

	it('is told at once of everything that is missing', async () => {
		const over = { hardship: 'other', landmark: null, asked_by: null };
		expect(await refused(send(over))).toMatchObject({
			status: 422,
			code: 'invalid',
			fields: [
				{ field: 'story', code: 'required' },
				{ field: 'landmark', code: 'required' },
				{ field: 'asked_by', code: 'required' }
			]
		});
	});

	it('is told which number cannot be called', async () => {
		expect(await refused(send({ asked_by: { ...form.asked_by, phone: '12' } }))).toMatchObject({
			fields: [{ field: 'asked_by.phone', code: 'bad_phone' }]
		});
	});

	it('is not asked without consent to keep what is said', async () => {
		expect(await refused(send({ consent: false }))).toMatchObject({
			fields: [{ field: 'consent', code: 'required' }]
		});
	});
});

describe('somebody who asks for their own family', () => {
	it('leaves a number, and names nobody else', async () => {
		expect(await refused(send({ asker: 'self' }))).toMatchObject({
			fields: [
				{ field: 'asked_by', code: 'bad_format' },
				{ field: 'family_phone', code: 'required' }
			]
		});
	});

	it('hears at the field which place is not served', async () => {
		const own = { asker: 'self', asked_by: null, family_phone: '0900000101' };
		const at = scene(() => {
			throw new Refusal(409, 'not_served', { field: 'area' });
		});
		expect(await refused(send(own, at))).toMatchObject({ code: 'area_not_served', field: 'area' });
	});
});

describe('an officer who enters what somebody said', () => {
	const enter = (over: object = {}, at = scene()) =>
		handle(at.ports, {
			action: 'support_enter',
			key,
			lookup_hash,
			channel: 'walk_in',
			form: { ...form, ...over }
		});

	it('sends it under their own token, with the phones read and two words drawn', async () => {
		const at = scene();
		await enter({}, at);
		expect(at.asked).toMatchObject([
			[
				{ key, request: { lookup_hash, channel: 'walk_in' } },
				{
					channel: 'walk_in',
					form: { asked_by: { phone: '+84900000101' } },
					words: ['cánh diều', 'hạt gạo']
				}
			]
		]);
	});

	it('is told of the field that cannot be right, and of a place of another unit', async () => {
		expect(await refused(enter({ family_phone: '12' }))).toMatchObject({
			fields: [{ field: 'family_phone', code: 'bad_phone' }]
		});
		const at = scene(() => {
			throw new Refusal(409, 'not_served', { field: 'area' });
		});
		expect(await refused(enter({}, at))).toMatchObject({ code: 'area_not_served' });
	});

	it('signs in first', async () => {
		const at = scene();
		const ports = ready(() => 'x'.repeat(32))(null as never, null);
		expect(
			await refused(enter({}, { ...at, ports: { ...at.ports, officer: ports.officer } }))
		).toMatchObject({
			status: 401,
			code: 'sign_in'
		});
	});
});

describe('a request that is none', () => {
	it('is refused before anything is asked of the database', async () => {
		const { ports, asked } = scene();
		expect(await refused(handle(ports, []))).toMatchObject({ status: 400 });
		expect(await refused(handle(ports, { action: 'support_consent' }))).toMatchObject({
			status: 404
		});
		expect(asked).toEqual([]);
	});
});
