import { describe, expect, it } from 'vitest';
import { Refusal } from '../_shared/answer/index.ts';
import { handle } from './handler.ts';
import { base64, fileOf, lookup_hash, post, scene, submitted, tipOf, uuid } from './testing.ts';

type Scene = ReturnType<typeof scene>;
const ask = ({ ports }: Scene, sent: unknown) => handle(ports, post(sent));

async function refused(request: Request, at = scene()) {
	const response = await handle(at.ports, request);
	const body = await response.text();
	expect(body).toHaveLength(512);
	expect(Object.fromEntries(response.headers)).toEqual({
		'content-type': 'application/json; charset=utf-8',
		'cache-control': 'no-store, no-transform'
	});
	const { code, field } = JSON.parse(body) as { code: string; field?: string };
	return `${response.status} ${code}${field ? ` ${field}` : ''}`;
}

describe('somebody who wants to tell something', () => {
	it('learns whom to seal to and what work to do, bound to their lookup hash', async () => {
		const at = scene();
		const asked = { unit: '21439', oversight: true, lookup_hash, from: 2 };
		const response = await ask(at, { action: 'tips_desk', ...asked });
		expect(await response.json()).toEqual({ desk: null, challenge: `600 for ${lookup_hash}` });
		expect(at.calls).toContainEqual(['desk', '21439', true, 2]);
	});

	it('works longer when much comes in, whoever they are', async () => {
		const asked = { action: 'tips_desk', unit: '21439', oversight: false, lookup_hash, from: 0 };
		const work = async (load: number) => {
			const { challenge } = await (
				await ask(scene({ store: { load: async () => load } }), asked)
			).json();
			return Number(challenge.split(' ')[0]);
		};
		expect(await Promise.all([0, 200, 201, 500, 1_000_000].map(work))).toEqual([
			600, 600, 1200, 2400, 19200
		]);
	});

	it('works no longer for where they ask from or what with: neither changes the work', async () => {
		const asked = { action: 'tips_desk', unit: '21439', oversight: false, lookup_hash, from: 0 };
		const work = async (head: Record<string, string>) => {
			const { ports, calls } = scene({ store: { load: async () => 201 } });
			const { challenge } = await (await handle(ports, post(asked, head))).json();
			// Nor is anything of it handed on to what counts.
			expect(calls.find(([name]) => name === 'load')).toEqual(['load']);
			return challenge;
		};
		const one = { 'x-forwarded-for': '203.0.113.7', 'user-agent': 'one' };
		const other = { 'x-forwarded-for': '198.51.100.9', 'user-agent': 'other' };
		expect(await Promise.all([{}, one, other].map(work))).toEqual(
			Array.from({ length: 3 }, () => `1200 for ${lookup_hash}`)
		);
	});

	it('sends the tip once, with the proof spent in the transaction that keeps it', async () => {
		const at = scene();
		const { action: _, key: _key, proof: _proof, ...tip } = tipOf();
		const response = await ask(at, tipOf());
		expect(await response.json()).toEqual(submitted);
		const [[, hash, digest] = [], [, ...written] = []] = at.calls;
		expect(hash).toBe(lookup_hash);
		expect(digest).toMatch(/^[0-9a-f]{64}$/);
		expect(written).toEqual([uuid(1), { ...tip, nonce: 'nonce', digest }]);
		expect(at.calls.map(([name]) => name)).toEqual(['answer', 'submit']);
	});

	it('gets the first answer again after a lost one, with whatever proof and key', async () => {
		const at = scene({ store: { answer: async () => submitted } });
		const again = await ask(at, tipOf({ proof: 'expired', key: uuid(2) }));
		expect(await again.json()).toEqual(submitted);
		expect(at.calls.map(([name]) => name)).toEqual(['answer']);
		const turned = Object.fromEntries(Object.entries(tipOf()).reverse());
		await ask(at, turned);
		expect(at.calls[1]).toEqual(at.calls[0]);
		await ask(at, tipOf({ urgent: true }));
		expect(at.calls[2]).not.toEqual(at.calls[0]);
	});

	it('may not use the code of another tip, nor another’s work', async () => {
		const taken = { answer: () => Promise.reject(new Refusal(409, 'key_reused')) };
		expect(await refused(post(tipOf()), scene({ store: taken }))).toBe('409 key_reused');
		expect(await refused(post(tipOf({ lookup_hash: '01'.repeat(32) })))).toBe('403 bad_proof');
		expect(await refused(post(tipOf({ proof: 'guessed' })))).toBe('403 bad_proof');
	});
});

describe('what is no tip', () => {
	it('is refused in one size, by code, before anything is asked of the database', async () => {
		const at = scene();
		const of = (request: Request) => refused(request, at);
		expect(await of(new Request('http://door.test/'))).toBe('405 method');
		expect(await of(post({}, { 'content-type': 'text/plain' }))).toBe('415 not_json');
		expect(await of(post([]))).toBe('400 not_json');
		expect(await of(post({ action: 'tips_open' }))).toBe('404 unknown_action');
		expect(await of(post({ action: 'toString' }))).toBe('404 unknown_action');
		expect(await of(post(tipOf({ body: 'x'.repeat(300_000) })))).toBe('413 too_large');
		expect(await of(post(tipOf({ body: base64(fileOf(64)) })))).toBe('422 invalid body');
		expect(await of(post(tipOf({ header: base64(fileOf(4)) })))).toBe('422 invalid header');
		expect(await of(post(tipOf({ header: base64(fileOf(1).subarray(1)) })))).toBe(
			'422 invalid header'
		);
		expect(await of(post(tipOf({ secrets: [] })))).toBe('422 invalid secrets');
		expect(await of(post(tipOf({ [`<${'a'.repeat(9000)}`]: 1 })))).toBe('422 invalid');
		expect(at.calls).toEqual([]);
	});

	it('is told by no word, no header and no other size that the database failed', async () => {
		const down = { answer: () => Promise.reject(new Error('duplicate key (lookup)')) };
		expect(await refused(post(tipOf()), scene({ store: down }))).toBe('500 failed');
		const late = new Refusal(503, 'busy', { retryAfter: 1 });
		const busy = { answer: () => Promise.reject(late) };
		expect(await refused(post(tipOf()), scene({ store: busy }))).toBe('503 busy');
	});
});

it('who watches the line sees a tip that was taken in the size of one that was not', async () => {
	const response = await ask(scene(), tipOf());
	expect((await response.arrayBuffer()).byteLength).toBe(512);
	const full = { ...submitted, police_name: 'Công an phường'.repeat(2000) } as never;
	const desk = { unit: '21439', police_name: 'Công an phường Thử', desk: full };
	const at = scene({ store: { desk: async () => ({ desk }) } });
	const asked = { action: 'tips_desk', unit: '21439', oversight: false, lookup_hash, from: 0 };
	expect((await (await ask(at, asked)).arrayBuffer()).byteLength % 16384).toBe(0);
});
