import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../_shared/answer/index.ts';
import { ANSWER_BYTES, decodeAnswer, encodeRequest, fromHex } from '../_shared/frames/index.ts';
import { handle, type Ports } from './handler.ts';
import type { Store, Thread } from './store.ts';

const known = '0a'.repeat(32);
const unknown = '0b'.repeat(32);
const open = (lookup: string) => ({ op: 'open', lookup, before: null });
const say = (value: string, field = 'phone') => ({
	op: 'say',
	lookup: known,
	key: '6f1c2c1e-6f1b-4c9e-9a55-1d8a4f0f5d10',
	version: 1,
	say: { act: 'mend', values: { [field]: value } }
});

function thread(items = 1, size = 10): Thread {
	const timeline = Array.from({ length: items }, () => ({
		at: '2026-11-23T07:00:00+07:00',
		code: 'received',
		data: {},
		body: 'x'.repeat(size)
	}));
	return { reference: 'ĐN-26-0412', timeline, older: null };
}

const none = async () => null;
const others = { desk: none, upload: none, reward: none, settle: none };
/** A database that knows one code; `said` is what reached it. */
function store(opened: () => Thread = thread, said: unknown[] = []): Store {
	let hash: string | null = null;
	return {
		async open(lookup_hash) {
			hash ??= lookup_hash;
			return lookup_hash === hash ? opened() : null;
		},
		async say(_hash, { say }) {
			return (said.push(say), opened());
		},
		...others
	};
}

const ports = (over: Partial<Ports> = {}): Ports => ({
	store: store(),
	challenge: async () => 'work',
	now: () => 1000,
	wait: async () => {},
	...over
});

function asked(body: unknown, init: RequestInit = {}): Request {
	const bytes = body instanceof Uint8Array ? body : encodeRequest(body);
	return new Request('http://door.test/', { method: 'POST', body: bytes as BodyInit, ...init });
}

async function frameOf(response: Response): Promise<Uint8Array> {
	expect(response.status).toBe(200);
	expect(Object.fromEntries(response.headers)).toEqual({
		'content-type': 'application/octet-stream',
		'cache-control': 'no-store, no-transform'
	});
	const frame = new Uint8Array(await response.arrayBuffer());
	expect(frame.length).toBe(ANSWER_BYTES);
	return frame;
}

function read(frame: Uint8Array, lookup = known): unknown {
	try {
		return decodeAnswer(frame, fromHex(lookup));
	} catch (error) {
		return (error as { code: string }).code;
	}
}

describe('a resident with their code', () => {
	it('reads their case, in a frame of one size', async () => {
		const answer = read(await frameOf(await handle(ports(), asked(open(known)))));
		expect(answer).toMatchObject({ ok: true, opened: { reference: 'ĐN-26-0412', older: null } });
	});

	it('reads a long thread in parts, newest first, with a cursor to what is older', async () => {
		const long = ports({ store: store(() => thread(40, 1500)) });
		const answer = read(await frameOf(await handle(long, asked(open(known))))) as {
			opened: { timeline: unknown[]; older: number };
		};
		expect(answer.opened.timeline.length).toBeGreaterThan(10);
		// 40 things happened: the last of those shown is the one that the cursor names.
		expect(answer.opened.older).toBe(40 - answer.opened.timeline.length + 1);
	});

	it('is told by code what cannot be done, and that the database is busy', async () => {
		for (const [status, code] of [
			[409, 'stale'],
			[503, 'busy']
		] as const) {
			const refusing = ports({
				store: { ...store(), say: () => Promise.reject(new Refusal(status, code)) }
			});
			const answer = read(await frameOf(await handle(refusing, asked(say('Lụa', 'name')))));
			expect(answer).toEqual({ ok: false, code, field: null });
		}
	});

	it('is told which field a request got wrong', async () => {
		const answer = read(await frameOf(await handle(ports(), asked(say('x'.repeat(400), 'name')))));
		expect(answer).toEqual({ ok: false, code: 'invalid', field: 'say.values.name' });
	});
});

describe('somebody without a code', () => {
	it('gets bytes that open with nothing', async () => {
		const door = ports();
		await handle(door, asked(open(known)));
		expect(read(await frameOf(await handle(door, asked(open(unknown)))), unknown)).toBe(
			'not_found'
		);
	});

	it('gets the same at the same quarter of a second for what is no request at all', async () => {
		const waited: number[] = [];
		const door = ports({ now: () => 1087, wait: async (ms) => void waited.push(ms) });
		const long = encodeRequest(open(known));
		const requests = [
			asked(new Uint8Array(10)),
			asked(new Uint8Array(10_240)),
			asked(new Uint8Array(11_000)),
			asked(long.subarray(1)),
			asked({ op: 'open' }),
			asked({ op: 'open', lookup: known.slice(2), before: null }),
			asked(null),
			new Request('http://door.test/'),
			new Request('http://door.test/', { method: 'POST', body: '{}' })
		];
		for (const request of requests) {
			expect(read(await frameOf(await handle(door, request)))).toBe('not_found');
		}
		await handle(door, asked(open(known)));
		expect(new Set(waited)).toEqual(new Set([413]));
	});

	it('cannot tell from a database that fails whether the code is known', async () => {
		const failing = { ...store(), open: () => Promise.reject(new Error('down')) };
		const answers = [known, unknown].map(async (lookup) =>
			read(await frameOf(await handle(ports({ store: failing }), asked(open(lookup)))), lookup)
		);
		const [one, other] = await Promise.all(answers);
		expect(one).toEqual({ ok: false, code: 'failed', field: null });
		expect(other).toEqual(one);
	});
});

describe('who watches the line', () => {
	it('sees the same size whatever encoding was asked for, and nothing that compresses', async () => {
		const door = ports();
		for (const lookup of [known, unknown]) {
			const request = asked(open(lookup), { headers: { 'accept-encoding': 'gzip' } });
			const frame = await frameOf(await handle(door, request));
			expect(gzipSync(frame).length).toBeGreaterThan(ANSWER_BYTES);
		}
	});

	it('sees every answer leave on the same quarter of a second, however long the database took', async () => {
		for (const took of [1, 30, 120, 249]) {
			// Asked a moment before a quarter: the next one would tell whose answer took longer.
			const clock = [1_700_000_000_240, 1_700_000_000_240 + took];
			let left = 0;
			const door = ports({
				now: () => clock.shift()!,
				wait: async (ms) => void (left = 1_700_000_000_240 + took + ms)
			});
			await handle(door, asked(open(took > 100 ? known : unknown)));
			expect(left).toBe(1_700_000_000_500);
		}
	});
});

it('the database is asked with the hash of the secret alone', async () => {
	const seen: string[] = [];
	const listening: Store = {
		...store(),
		open: async (hash) => (seen.push(hash), thread()),
		say: async (hash) => (seen.push(hash), thread())
	};
	await handle(ports({ store: listening }), asked(open(known)));
	const digest = await crypto.subtle.digest('SHA-256', fromHex(known) as Uint8Array<ArrayBuffer>);
	expect(seen).toEqual([Buffer.from(digest).toString('hex')]);
});
