/** A claim is asked for in a question of its own: same size, a random lookup, an answer of the same size on the same tick. */
import { describe, expect, it } from 'vitest';
import { Refusal } from '../_shared/answer/index.ts';
import { answer as answerShape } from '../_shared/contracts/lookup.ts';
import {
	ANSWER_BYTES,
	REQUEST_BYTES,
	decodeAnswer,
	encodeRequest,
	fromHex
} from '../_shared/frames/index.ts';
import { handle } from './handler.ts';
import type { ToldReward } from './shapes.ts';
import type { Store } from './store.ts';

const lookup = '5c'.repeat(32);
const claim = 'ab'.repeat(32);
const digits = '01234567890123456789';
const key = '6f1c2c1e-6f1b-4c9e-9a55-000000000001';
const told: ToldReward = {
	number: 'TH-4821-0937',
	amount: 3_000_000,
	state: 'approved',
	unit: { code: '21439', police_name: 'Công an xã', hotline: null, hotline_sure: false },
	elsewhere: null,
	fetch_until: '2027-05-24'
};

async function ask(store: Partial<Store>, request: unknown) {
	const waits: number[] = [];
	const never = () => Promise.reject(new Error('a case was asked for'));
	const ports = {
		store: {
			open: never,
			say: never,
			desk: never,
			upload: never,
			reward: never,
			settle: never,
			...store
		},
		challenge: never,
		now: () => 1010,
		wait: async (ms: number) => void waits.push(ms)
	};
	const body = encodeRequest(request);
	expect(body.length).toBe(REQUEST_BYTES);
	const sent = new Request('http://door.test/', { method: 'POST', body: body as BodyInit });
	const frame = new Uint8Array(await (await handle(ports, sent)).arrayBuffer());
	expect(frame.length).toBe(ANSWER_BYTES);
	expect(waits).toEqual([490]);
	return answerShape.parse(decodeAnswer(frame, fromHex(lookup)));
}

describe('a sender who comes back', () => {
	it('is told of the reward for the hash of their claim, or of none, and no case is touched', async () => {
		const question = { op: 'claim', lookup, claim };
		const asked: string[] = [];
		const one = { reward: async (hash: string) => (asked.push(hash), told) };
		expect(await ask(one, question)).toEqual({ ok: true, reward: told });
		expect(asked).toEqual([claim]);
		expect(await ask({ reward: async () => null }, question)).toEqual({ ok: true, reward: null });
	});

	it('gives it away with the digits themselves, and hears why not', async () => {
		const question = { op: 'settle', lookup, key, digits, as: 'given_to_support' };
		const given = { ...told, state: 'given_to_support' as const };
		expect(await ask({ settle: async () => given }, question)).toEqual({ ok: true, reward: given });
		const settled = () => Promise.reject(new Refusal(409, 'settled'));
		expect(await ask({ settle: settled }, question)).toMatchObject({ ok: false, code: 'settled' });
	});

	it('is refused in the same size when the hash, the digits or the wish is none', async () => {
		for (const question of [
			{ op: 'claim', lookup, claim: digits },
			{ op: 'settle', lookup, key, digits: '123', as: 'refused' },
			{ op: 'settle', lookup, key, digits, as: 'paid' }
		])
			expect(await ask({}, question)).toMatchObject({ ok: false, code: 'invalid' });
	});
});
