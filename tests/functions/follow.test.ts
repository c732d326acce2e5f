/** From a browser that follows to the notice on its screen: the real functions in Deno, and a push service on this machine. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBrowser, vapidOf } from '../../supabase/functions/_shared/push/testing.ts';
import { solve } from '../../supabase/functions/_shared/proof/solve.ts';
import { startStack, type TestStack } from '../../supabase/local/testing.ts';
import { followsOf, unit, wished } from '../../supabase/tests/following.ts';
import { newKey, one } from '../../supabase/tests/people.ts';

type Arrived = { url: string; headers: IncomingMessage['headers']; body: Buffer };

let stack: TestStack;
let service: Server;
const arrived: Arrived[] = [];
/** What the service says to whom; 201 to everybody else. */
const says = new Map<string, number>();

beforeAll(async () => {
	service = createServer(async (request, answer) => {
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part as Buffer);
		arrived.push({ url: request.url!, headers: request.headers, body: Buffer.concat(parts) });
		const status = says.get(request.url!) ?? 201;
		if (status === 307) answer.setHeader('location', 'http://127.0.0.1:9/latest/meta-data');
		answer.writeHead(status).end();
	});
	await new Promise<void>((up) => service.listen(0, '127.0.0.1', up));
	const PUSH_INSTEAD = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
	stack = await startStack({ providers: { PUSH_INSTEAD } });
	// Whenever this runs, it is no quiet hour for anybody.
	await stack.sql`insert into notify.settings (unit, quiet_from, quiet_to) values (${unit}, 1440, 0)`;
}, 60_000);
afterAll(async () => {
	await stack?.stop();
	service?.closeAllConnections();
	service?.close();
});

const open = async () => (await stack.edge('follow', 'follow_challenge', {})).body;
async function follow(over: object = {}, path = `/fcm/send/${randomBytes(9).toString('hex')}`) {
	const browser = makeBrowser(`https://fcm.googleapis.com${path}`);
	const { challenge, server_key } = await open();
	const args = {
		key: newKey(),
		proof: await solve(challenge),
		subscription: browser.subscription,
		wish: wished,
		...over
	};
	const answer = await stack.edge('follow', 'follow_start', args);
	return { browser, path, args, answer, server_key };
}
const run = async (secret = stack.keys.jobs) => {
	const answer = await fetch(`${stack.origin}/functions/v1/follow`, {
		method: 'POST',
		headers: { authorization: `Bearer ${secret}` }
	});
	return { status: answer.status, body: await answer.json() };
};
const to = (path: string) => arrived.filter(({ url }) => url === path);

describe('a browser that follows', () => {
	it('reads what the unit publishes, signed by the key that it was given, once', async () => {
		const { browser, path, answer, server_key } = await follow();
		expect(answer.status).toBe(200);
		const { post } = await followsOf(stack.db);
		const id = await post({ title: 'Cảnh báo lừa đảo' });
		expect(await run()).toMatchObject({ status: 200, body: { more: false } });
		const [{ body, headers }] = to(path) as [Arrived];
		expect(JSON.parse(browser.open(body).toString())).toMatchObject({
			post: id,
			title: 'Cảnh báo lừa đảo'
		});
		expect(vapidOf(headers.authorization!)).toMatchObject({
			signed: true,
			k: server_key,
			claims: { aud: 'https://fcm.googleapis.com' }
		});
		await run();
		expect(to(path)).toHaveLength(1);
	});

	it('is forgotten when its service says that it is gone, and kept when it only fails', async () => {
		const [gone, failing, led] = [await follow(), await follow(), await follow()];
		says.set(gone.path, 410).set(failing.path, 500).set(led.path, 307);
		const { post } = await followsOf(stack.db);
		const id = await post();
		await run();
		for (const { path } of [gone, failing, led]) expect(to(path)).toHaveLength(1);
		const { endpoint, auth } = gone.browser.subscription;
		expect((await stack.rpc('follow_read', { endpoint, auth })).body).toBeNull();
		const [row] = await stack.sql`select gone, failed from notify.told_posts where post = ${id}`;
		expect(row).toEqual({ gone: 1, failed: 1 });
		const waits = await stack.sql`
			select f.endpoint, p.tries from notify.pushes p join notify.follows f on f.id = p.follow where p.post = ${id}`;
		expect([...waits]).toEqual([{ endpoint: failing.browser.subscription.endpoint, tries: 1 }]);
	});

	it('gets one answer to two taps, and is refused with work that was spent', async () => {
		const { args, answer } = await follow();
		expect(await stack.edge('follow', 'follow_start', args)).toEqual(answer);
		const again = await stack.edge('follow', 'follow_start', { ...args, key: newKey() });
		expect([again.status, again.body.code]).toEqual([409, 'proof_spent']);
	});

	it('ends it in one tap', async () => {
		const { endpoint, auth } = (await follow()).browser.subscription;
		expect((await stack.rpc('follow_read', { endpoint, auth })).body).toMatchObject(wished);
		expect((await stack.rpc('follow_stop', { endpoint, auth })).body).toEqual({ ok: true });
		expect((await stack.rpc('follow_read', { endpoint, auth })).body).toBeNull();
	});
});

describe('somebody who is no browser', () => {
	it('cannot have our server call another address', async () => {
		for (const endpoint of [
			'https://169.254.169.254/latest',
			'https://evil.example/fcm.googleapis.com'
		]) {
			const subscription = makeBrowser(endpoint).subscription;
			const { answer } = await follow({ subscription });
			expect([answer.status, answer.body.fields?.[0]?.code]).toEqual([422, 'not_a_service']);
		}
	});

	it('does not follow without work, nor with another door’s', async () => {
		const before = one(await stack.sql`select count(*)::int as n from notify.follows`).n;
		const { challenge } = (await stack.edge('booking', 'booking_challenge', {})).body;
		for (const proof of ['none', await solve(challenge)]) {
			const { answer } = await follow({ proof });
			expect([answer.status, answer.body.code]).toEqual([403, 'bad_proof']);
		}
		expect(one(await stack.sql`select count(*)::int as n from notify.follows`).n).toBe(before);
	});

	it('cannot have the worker run', async () => {
		const before = arrived.length;
		for (const secret of ['', 'x', stack.keys.publishable]) {
			const { status } = await run(secret);
			expect(status).toBeGreaterThanOrEqual(400);
		}
		expect(arrived).toHaveLength(before);
	});
});
