import type { Door } from '#contracts/door.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { call, exchange } from './call.ts';
import { Problem } from './problem.ts';
import { keepTokens } from './token.ts';

const doors = {
	queue_page: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({ n: z.int() })
	},
	booking_days: {
		kind: 'rpc',
		who: 'anyone',
		args: z.strictObject({ size: z.optional(z.int()) }),
		answer: z.object({ n: z.int() })
	},
	tips_part: {
		kind: 'edge',
		path: 'tips',
		who: 'anyone',
		args: z.strictObject({}),
		answer: z.instanceof(Uint8Array),
		binary: true
	},
	booking_hold: {
		kind: 'edge',
		path: 'booking',
		who: 'anyone',
		args: z.strictObject({ key: z.string() }),
		answer: z.object({ n: z.int() })
	}
} as const satisfies Record<string, Door>;

type Reply = Response | Error;
let replies: Reply[];
let sent: { url: string; body: unknown; headers: Record<string, string> }[];

const json = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
	new Response(JSON.stringify(value), { status, headers });

beforeEach(() => {
	replies = [];
	sent = [];
	vi.useFakeTimers();
	vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
		if (url === '/_config.json')
			return json({ publishableKey: 'sb_publishable_x', deploymentId: 'd' });
		const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : init?.body;
		sent.push({ url, body, headers: init?.headers as Record<string, string> });
		if (init?.signal?.aborted) throw init.signal.reason as Error;
		const reply = replies.shift() ?? json({ n: 1 });
		if (reply instanceof Error) throw reply;
		return reply;
	});
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** Lets pauses between tries pass at once. */
async function settle<T>(work: Promise<T>): Promise<T | Problem> {
	const done = work.catch((problem: unknown) => problem as Problem);
	await vi.runAllTimersAsync();
	return done;
}

describe('the one way out', () => {
	it('an SQL door gets its named arguments, an edge door its action', async () => {
		await settle(call(doors, 'booking_days', { size: 3 }));
		await settle(call(doors, 'booking_hold', { key: 'k' }));
		expect(sent[0]).toMatchObject({ url: '/rest/v1/rpc/booking_days', body: { size: 3 } });
		expect(sent[1]).toMatchObject({
			url: '/functions/v1/booking',
			body: { action: 'booking_hold', key: 'k' }
		});
		expect(sent[0]?.headers).toMatchObject({ apikey: 'sb_publishable_x' });
		expect(sent[0]?.headers).not.toHaveProperty('authorization');
	});

	it('a door that answers with bytes hands them on as they are', async () => {
		const file = Uint8Array.of(1, 2, 255);
		replies = [new Response(file)];
		expect(await settle(call(doors, 'tips_part', {}))).toEqual(file);
	});

	it('what breaks the contract is never sent, and the field is named', async () => {
		const wrong = { size: 'three' } as never;
		expect(await settle(call(doors, 'booking_days', wrong))).toMatchObject({
			code: 'invalid',
			field: 'size'
		});
		expect(sent).toHaveLength(0);
	});

	it('an answer that breaks the contract is a problem, not a page with holes', async () => {
		replies = [json({ n: 'many' })];
		expect(await settle(call(doors, 'booking_days', {}))).toMatchObject({ code: 'bad_answer' });
	});

	it("SQL's and the edge's refusals are told by code, field and what they bring along", async () => {
		replies = [
			json({ code: 'PT409', message: 'stale', details: 'version' }, 409),
			json({ code: 'window_taken', field: 'token', left: { days: [] } }, 409)
		];
		expect(await settle(call(doors, 'booking_days', {}))).toMatchObject({
			code: 'stale',
			field: 'version',
			status: 409
		});
		expect(await settle(call(doors, 'booking_hold', { key: 'k' }))).toMatchObject({
			code: 'window_taken',
			detail: { left: { days: [] } }
		});
	});

	it("a database's own words never pass", async () => {
		replies = [json({ code: '23505', message: 'duplicate key value violates …' }, 500)];
		expect(await settle(call(doors, 'booking_days', {}))).toMatchObject({
			code: 'failed',
			message: 'failed'
		});
	});

	it('a command whose answer was lost is sent again under the same key', async () => {
		replies = [
			new TypeError('network'),
			json({ code: 'busy' }, 503, { 'retry-after': '1' }),
			json({ n: 7 })
		];
		expect(await settle(call(doors, 'booking_hold', { key: 'k' }))).toEqual({ n: 7 });
		expect(sent.map(({ body }) => (body as { key: string }).key)).toEqual(['k', 'k', 'k']);
	});

	it('after three tries it says that the server cannot be reached', async () => {
		replies = Array.from({ length: 3 }, () => new TypeError('network'));
		expect(await settle(call(doors, 'booking_hold', { key: 'k' }))).toMatchObject({
			code: 'unreachable',
			offline: true
		});
		expect(sent).toHaveLength(3);
	});

	it('a question without a key is asked once, and a refusal is not asked again', async () => {
		replies = [new TypeError('network')];
		await settle(call(doors, 'booking_days', {}));
		replies = [json({ code: 'window_taken' }, 409)];
		await settle(call(doors, 'booking_hold', { key: 'k' }));
		expect(sent).toHaveLength(2);
	});

	it("an officer's door gets the token, and a session that is over is told to its keeper", async () => {
		const refused = vi.fn();
		keepTokens({ token: async () => 't', refused });
		replies = [
			json({ n: 1 }),
			json({ code: 'PT401', message: 'session_expired', details: '' }, 401)
		];
		await settle(call(doors, 'queue_page', {}));
		expect(sent[0]?.headers.authorization).toBe('Bearer t');
		expect(await settle(call(doors, 'queue_page', {}))).toMatchObject({ code: 'session_expired' });
		// Of which token it was said: another may have been got since.
		expect(refused).toHaveBeenCalledWith('session_expired', 't');
	});

	it('what an officer did on the road is not sent in the session of whoever signed in since', async () => {
		const token = async (as?: string) => {
			if (as !== 'binh') throw new Problem({ code: 'other_officer', status: 403 });
			return 't';
		};
		const refused = vi.fn();
		keepTokens({ token, refused });
		const as = (officer: string) => settle(call(doors, 'queue_page', {}, { as: officer }));
		expect(await as('cuong')).toMatchObject({ code: 'other_officer' });
		expect([sent.length, refused.mock.calls.length]).toEqual([0, 0]);
		expect(await as('binh')).toEqual({ n: 1 });
	});

	it('leaving the page ends the question without a problem to show', async () => {
		const leaving = new AbortController();
		leaving.abort();
		const left = await settle(call(doors, 'booking_days', {}, { signal: leaving.signal }));
		expect(left).toMatchObject({ name: 'AbortError' });
	});

	it('bytes go out and come back as bytes', async () => {
		replies = [new Response(new Uint8Array([4, 5]))];
		expect(await settle(exchange('lookup', new Uint8Array([1])))).toEqual(new Uint8Array([4, 5]));
		expect(sent[0]?.headers['content-type']).toBe('application/octet-stream');
	});
});
