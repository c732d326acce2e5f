/** The page's socket, with the real client of Supabase Realtime, against a stand-in of the server. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openWire, type Heard, type Wire } from '#lib/platform/session-realtime.ts';
import { keepTokens } from '#lib/platform/token.ts';
import { realtimeAt } from './realtime.ts';

let server: Awaited<ReturnType<typeof realtimeAt>>;
let wire: Wire;
let allowed: string[];
const heard = {
	message: vi.fn<Heard['message']>(),
	present: vi.fn<Heard['present']>(),
	joined: vi.fn<Heard['joined']>()
};

beforeEach(async () => {
	allowed = ['queue:1', 'queue:2', 'queue:3'];
	server = await realtimeAt((topic, token) => token === 'a token' && allowed.includes(topic));
	vi.stubGlobal('location', { origin: server.origin });
	vi.stubGlobal('fetch', async () => Response.json({ publishableKey: 'key', deploymentId: 'id' }));
	keepTokens({ token: async () => 'a token', refused: () => undefined });
	wire = await openWire('officer 1', heard);
});
afterEach(async () => {
	wire.close();
	await server.stop();
	vi.clearAllMocks();
	vi.unstubAllGlobals();
});
const joins = () => server.said.filter(([, , , event]) => event === 'phx_join');

it('joins private topics with the officer’s token, and hears what the database sends', async () => {
	wire.join(['queue:1', 'queue:2']);
	await expect.poll(() => heard.joined.mock.lastCall).toEqual([true]);
	for (const [, , , , payload] of joins())
		expect(payload).toMatchObject({ access_token: 'a token', config: { private: true } });
	server.broadcast('queue:2', 'case', { id: 'a case', version: 3 });
	await expect
		.poll(() => heard.message.mock.lastCall)
		.toEqual(['case', { id: 'a case', version: 3 }]);
});

it('is not joined while a topic refuses, and never says that it was', async () => {
	allowed = ['queue:1'];
	wire.join(['queue:1', 'queue:2']);
	await expect.poll(() => joins().length).toBe(2);
	await expect.poll(() => server.joined()).toEqual(['queue:1']);
	expect(heard.joined).not.toHaveBeenCalledWith(true);
});

it('leaves a topic whose epoch has passed, and joins the new one', async () => {
	wire.join(['queue:1', 'queue:2']);
	await expect.poll(() => heard.joined.mock.lastCall).toEqual([true]);
	wire.join(['queue:3', 'queue:2']);
	await expect.poll(() => server.joined().sort()).toEqual(['queue:2', 'queue:3']);
	await expect.poll(() => heard.joined.mock.lastCall).toEqual([true]);
	expect(joins()).toHaveLength(3);
});

it('says in one topic what the page shows, as soon as it is joined, and hears of the others there', async () => {
	wire.join(['queue:1', 'queue:2']);
	wire.say('queue:2', { case: 'a case' });
	const tracked = () =>
		server.said.filter(
			([, , , event, { event: what }]) => event === 'presence' && what === 'track'
		);
	await expect.poll(() => tracked().length).toBe(1);
	expect(tracked()[0]).toMatchObject({
		2: 'realtime:queue:2',
		4: { payload: { case: 'a case' } }
	});
	server.presence('queue:2', 'officer 2', { case: 'a case' });
	await expect
		.poll(() => heard.present.mock.lastCall)
		.toMatchObject(['queue:2', { 'officer 2': [{ case: 'a case' }] }]);
	wire.say(null, {});
	const left = () => server.said.some(([, , , , { event }]) => event === 'untrack');
	await expect.poll(left).toBe(true);
});

it('is not joined once the line is cut, and joins again by itself', async () => {
	wire.join(['queue:1']);
	await expect.poll(() => heard.joined.mock.lastCall).toEqual([true]);
	server.cut();
	await expect.poll(() => heard.joined.mock.lastCall).toEqual([false]);
	await expect.poll(() => heard.joined.mock.lastCall, { timeout: 15_000 }).toEqual([true]);
	expect(joins()).toHaveLength(2);
}, 20_000);
