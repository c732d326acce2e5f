/** What the sender of a tip reads and says with their code: sealed as it lies there, in the frames of every other case. */
import { Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../_shared/answer/index.ts';
import { answer as answerShape } from '../_shared/contracts/lookup.ts';
import {
	ANSWER_BYTES,
	REQUEST_BYTES,
	decodeAnswer,
	encodeRequest,
	fromHex
} from '../_shared/frames/index.ts';
import { DIFFICULTY } from '../_shared/proof/index.ts';
import { handle } from './handler.ts';
import type { OpenedDesk, OpenedTip } from './shapes.ts';
import type { Store } from './store.ts';

const lookup = '0a'.repeat(32);
const uuid = '6f1c2c1e-6f1b-4c9e-9a55-000000000001';
const at = '2026-11-23T07:00:00+07:00';
/** Base 64 of what fits a bucket of so many KiB. */
const sealed: Record<number, string> = {};
beforeAll(async () => {
	const encrypter = new Encrypter();
	encrypter.addRecipient(await identityToRecipient(await generateHybridIdentity()));
	for (const kib of [1, 4, 16])
		sealed[kib] = Buffer.from(await encrypter.encrypt(new Uint8Array(kib * 1024))).toString(
			'base64'
		);
});

/** A thread of `seqs`, newest first, whose room got a new key at 7 if it has two epochs. */
function tipOf(seqs: number[], kib = 4, epoch = 2): OpenedTip {
	return {
		kind: 'tip',
		reference: 'TB-26-0001',
		state: 'checking',
		version: 3,
		unit: { code: '21439', police_name: 'Công an xã', hotline: null, hotline_sure: false },
		received_at: at,
		tip: 'cd'.repeat(16),
		epoch,
		seq: 9,
		secrets: [1, 2].slice(0, epoch).map((epoch) => ({ epoch, room: 'T', sealed: sealed[1]! })),
		items: seqs.map((seq) => ({
			seq,
			epoch: seq < 7 ? 1 : 2,
			at,
			sealed: sealed[seq === 0 ? 1 : kib]!
		})),
		opened: 4,
		moved_from: null,
		home: '21439',
		actions: ['message'],
		older: null,
		erase_days: 365,
		back_after: ['2026-11-26', '2026-12-13']
	};
}

async function ask(store: Partial<Store>, request: unknown) {
	const never = () => Promise.reject(new Error('was not asked for'));
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
		challenge: async (hash: string, difficulty: number) => `${hash.length} ${difficulty}`,
		now: () => 1000,
		wait: async () => {}
	};
	const body = encodeRequest(request);
	expect(body.length).toBe(REQUEST_BYTES);
	const sent = new Request('http://door.test/', { method: 'POST', body: body as BodyInit });
	const frame = new Uint8Array(await (await handle(ports, sent)).arrayBuffer());
	expect(frame.length).toBe(ANSWER_BYTES);
	return answerShape.parse(decodeAnswer(frame, fromHex(lookup)));
}

/** A page of the thread as SQL answers it, of whatever it holds before `before`. */
const pages =
	(kib: number): Store['open'] =>
	async (_hash, before) =>
		tipOf(
			[9, 8, 7, 6, 5, 4, 3, 2, 1, 0].filter((seq) => seq < (before ?? 10)),
			kib
		);

describe('the sender of a tip', () => {
	it('reads the first of it in one frame: the longest body, the header and the key', async () => {
		const answer = await ask(
			{ open: async () => tipOf([1, 0], 16, 1) },
			{ op: 'open', lookup, before: null }
		);
		expect(answer).toMatchObject({
			ok: true,
			tip: { items: [{ seq: 1 }, { seq: 0 }], older: null }
		});
	});

	it.each([4, 16])('reads all of a thread of %i KiB a message, newest first', async (kib) => {
		const seen: number[] = [];
		for (let before: number | null = null, frames = 0; frames < 20; frames++) {
			const answer = await ask({ open: pages(kib) }, { op: 'open', lookup, before });
			if (!('tip' in answer)) throw new Error('no tip');
			const { items, secrets, older } = answer.tip;
			seen.push(...items.map(({ seq }) => seq));
			const epochs = [...new Set([2, ...items.map(({ epoch }) => epoch)])].sort();
			expect(secrets.map(({ epoch }) => epoch)).toEqual(epochs);
			before = older;
			if (before === null) break;
		}
		expect(seen).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
	});

	it('writes a message in a request as long as any other', async () => {
		const message = { act: 'message', item: uuid, seq: 2 ** 31 - 1, epoch: 2 ** 31 - 1 };
		const say = { ...message, sealed: sealed[4]!, parts: Array.from({ length: 40 }, () => uuid) };
		const said: unknown[] = [];
		const store: Partial<Store> = {
			say: async (_hash, { say }) => (said.push(say), tipOf([2, 1, 0]))
		};
		const request = { op: 'say', lookup, key: uuid, version: 2 ** 31 - 1, say };
		expect(await ask(store, request)).toMatchObject({ ok: true, tip: { kind: 'tip' } });
		expect(said).toEqual([say]);
		const classical = { ...request, say: { ...say, sealed: btoa('age-encryption.org/v1') } };
		expect(await ask(store, classical)).toEqual({
			ok: false,
			code: 'invalid',
			field: 'say.sealed'
		});
	});

	it('is told the work for more files in a frame like any other, and nothing of it for another code', async () => {
		const asked = { op: 'upload', lookup };
		const answer = await ask({ upload: async () => ({ load: 201 }) }, asked);
		expect(answer).toEqual({ ok: true, challenge: `64 ${2 * DIFFICULTY}` });
		await expect(ask({ upload: async () => null }, asked)).rejects.toThrow('not_found');
		const over: Partial<Store> = {
			upload: async () => {
				throw new Refusal(409, 'not_allowed');
			}
		};
		expect(await ask(over, asked)).toEqual({ ok: false, code: 'not_allowed', field: null });
	});

	it('reads the signed lists behind the officers’ words, a longer chain in parts', async () => {
		const links = (from: number): OpenedDesk['links'] =>
			Array.from({ length: 60 - from }, (_, n) => ({
				link: JSON.stringify({ v: 1, version: from + n, padding: 'x'.repeat(600) }),
				signature: 'ab'.repeat(64)
			}));
		const body = 'Cán bộ'.repeat(2000);
		const store: Partial<Store> = {
			desk: async (_hash, { from }) => ({ links: links(from), body })
		};
		let from = 0;
		let frames = 0;
		while (from < 60) {
			const answer = await ask(store, { op: 'desk', lookup, from, version: 59 });
			if (!('desk' in answer)) throw new Error('no desk');
			expect(answer.desk.body).toBe(body);
			expect(answer.desk.links).toEqual(links(from).slice(0, answer.desk.links.length));
			from += answer.desk.links.length;
			frames++;
		}
		expect(frames).toBeGreaterThan(2);
	});
});
