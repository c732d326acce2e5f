/** One notice on its way through a service that may do anything. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keysOf, makeKey, push, type Keys, type Notice } from './index.ts';
import { outcomeOf } from './outcome.ts';
import { makeBrowser, vapidOf } from './testing.ts';

type Arrived = { url: string; headers: IncomingMessage['headers']; body: Buffer };

let keys: Keys;
let server: Server | null = null;
const services = ['push.test'];
const notice: Notice = {
	post: '11111111-1111-4111-8111-111111111111',
	slug: 'canh-bao-lua-dao',
	category: 'warnings',
	title: 'Cảnh báo: kẻ gian giả danh công an gọi điện đòi chuyển tiền',
	unit: 'Công an xã Minh Họa',
	lang: 'vi'
};

beforeAll(async () => {
	const key = await makeKey();
	keys = keysOf((name) => (name === 'VAPID_KEY' ? key : 'mailto:portal@example.invalid'));
});
afterEach(async () => {
	server?.closeAllConnections();
	await new Promise((done) => (server ? server.close(done) : done(null)));
	server = null;
});

/** A service on this machine; answers with where it is and what came. */
async function serve(answer: (answering: ServerResponse) => void) {
	const arrived: Arrived[] = [];
	server = createServer(async (request, answering) => {
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part as Buffer);
		arrived.push({ url: request.url!, headers: request.headers, body: Buffer.concat(parts) });
		answer(answering);
	});
	await new Promise<void>((up) => server!.listen(0, '127.0.0.1', up));
	return { instead: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, arrived };
}
const says = (status: number, headers: Record<string, string> = {}) =>
	serve((answering) => answering.writeHead(status, headers).end('x'.repeat(100)));
const endpoint = 'https://push.test/send/abc?v=2';
const send = (instead: string, over: object = {}, what = notice) =>
	push({ keys, services, instead, ...over }, makeBrowser(endpoint).subscription, what);

describe('a notice that a service takes', () => {
	it('is read by the one browser it was made for, and says who sends it', async () => {
		const { instead, arrived } = await says(201);
		const browser = makeBrowser(endpoint);
		const before = Math.floor(Date.now() / 1000);
		const done = await push({ keys, services, instead }, browser.subscription, notice);
		expect(done).toEqual({ outcome: 'sent' });
		const [{ url, headers, body }] = arrived as [Arrived];
		expect(url).toBe('/send/abc?v=2');
		expect(JSON.parse(browser.open(body).toString())).toEqual(notice);
		expect(() => makeBrowser(endpoint).open(body)).toThrow();
		expect(headers).toMatchObject({
			ttl: '172800',
			urgency: 'normal',
			topic: '11111111111141118111111111111111',
			'content-encoding': 'aes128gcm'
		});
		const { signed, k, head, claims } = vapidOf(headers.authorization!);
		expect([signed, k, head.alg]).toEqual([true, keys.publicKey, 'ES256']);
		expect(claims).toMatchObject({
			aud: 'https://push.test',
			sub: 'mailto:portal@example.invalid'
		});
		// RFC 8292, §2: no more than a day ahead.
		expect(claims.exp).toBeGreaterThan(before);
		expect(claims.exp).toBeLessThan(before + 24 * 60 * 60);
	});

	it('has one size, whatever its title says', async () => {
		const { instead, arrived } = await says(201);
		await send(instead);
		await send(instead, {}, { ...notice, title: 'Ngắn' });
		await send(instead, {}, { ...notice, title: 'Ộ'.repeat(200) });
		const sizes = new Set(arrived.map(({ body }) => body.length));
		expect([...sizes]).toEqual([4096]);
	});
});

describe('a service that does not take it', () => {
	it.each([
		[404, {}, { outcome: 'gone' }],
		[410, {}, { outcome: 'gone' }],
		[500, {}, { outcome: 'retry', after: null }],
		[503, { 'retry-after': '120' }, { outcome: 'retry', after: 120 }],
		[429, { 'retry-after': '999999' }, { outcome: 'retry', after: 21_600 }],
		[429, { 'retry-after': 'soon' }, { outcome: 'retry', after: null }],
		[400, {}, { outcome: 'dead', code: 'refused' }],
		[403, {}, { outcome: 'dead', code: 'other_key' }],
		[413, {}, { outcome: 'dead', code: 'too_large' }]
	])('with %i %j is understood', async (status, headers, outcome) => {
		const { instead, arrived } = await says(status, headers);
		expect(await send(instead)).toEqual(outcome);
		expect(arrived).toHaveLength(1);
	});

	it('and names a day to come back is waited for until then', () => {
		const now = Date.UTC(2026, 10, 26, 5);
		const headers = { 'retry-after': new Date(now + 90_000).toUTCString() };
		const answer = new Response(null, { status: 503, headers });
		expect(outcomeOf(answer, now)).toEqual({ outcome: 'retry', after: 90 });
	});

	it('but leads on to an address of our own network is not followed', async () => {
		const inside = await serve((answering) => {
			const location = `http://127.0.0.1:${(server!.address() as AddressInfo).port}/latest/meta-data`;
			answering.writeHead(307, { location }).end();
		});
		expect(await send(inside.instead)).toEqual({ outcome: 'dead', code: 'redirected' });
		expect(inside.arrived.map(({ url }) => url)).toEqual(['/send/abc?v=2']);
	});

	it('but hangs, or hangs up, has perhaps told them: it is not told again', async () => {
		const hangs = await serve(() => {});
		expect(await send(hangs.instead, { timeout: 200 })).toEqual({ outcome: 'unsure' });
		server!.closeAllConnections();
		server!.close();
		const hangsUp = await serve((answering) => answering.destroy());
		expect(await send(hangsUp.instead)).toEqual({ outcome: 'unsure' });
	});

	it('but is not there has told nobody: it is tried again', async () => {
		const { instead } = await says(201);
		await new Promise((done) => server!.close(done));
		server = null;
		expect(await send(instead)).toEqual({ outcome: 'retry', after: null });
	});

	it('but answers without an end is read no further than its first line', async () => {
		const { instead } = await serve((answering) => {
			answering.writeHead(201);
			answering.write('x'.repeat(100_000));
		});
		expect(await send(instead, { timeout: 5000 })).toEqual({ outcome: 'sent' });
	});
});

describe('an address that somebody made up', () => {
	it.each([
		'http://push.test/send/a',
		'https://169.254.169.254/latest/meta-data',
		'https://localhost/send/a',
		'https://push.test.evil.example/send/a',
		'https://push.test@evil.example/send/a'
	])('%s is not called', async (made) => {
		const { instead, arrived } = await says(201);
		const subscription = { ...makeBrowser(endpoint).subscription, endpoint: made };
		expect(await push({ keys, services, instead }, subscription, notice)).toEqual({
			outcome: 'dead',
			code: 'not_a_service'
		});
		expect(arrived).toEqual([]);
	});

	it('with keys that are none is not called either', async () => {
		const { instead, arrived } = await says(201);
		for (const bad of [{ p256dh: 'BA' }, { auth: 'AAAA' }, { p256dh: 'B'.padEnd(87, 'A') }]) {
			const subscription = { ...makeBrowser(endpoint).subscription, ...bad };
			expect(await push({ keys, services, instead }, subscription, notice)).toEqual({
				outcome: 'dead',
				code: 'bad_keys'
			});
		}
		expect(arrived).toEqual([]);
	});
});
