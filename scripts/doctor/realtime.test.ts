import { afterEach, expect, it } from 'vitest';
import { realtimeAt } from '../../tests/stack/realtime.ts';
import type { Answer, Patient } from './patient.ts';
import { realtime } from './realtime.ts';

let server: Awaited<ReturnType<typeof realtimeAt>> | undefined;
afterEach(async () => {
	await server?.stop();
	server = undefined;
});

/** What is found at a live line; `said` is what a plain question there is answered with. */
const found = async (origin: string, said = '') =>
	(
		await realtime({
			origin,
			ask: async () => ({ text: said }) as Answer,
			config: { publishableKey: 'key', deploymentId: 'id' }
		} as unknown as Patient)
	).map(({ weight, what }) => `${weight}: ${what}`);

it('a line with private topics for officers alone is well', async () => {
	server = await realtimeAt(() => false);
	expect(await found(server.origin)).toEqual([]);
});

it('a line on which anybody opens a topic is told of', async () => {
	server = await realtimeAt(() => false, true);
	expect(await found(server.origin)).toEqual([
		expect.stringMatching(/^fault: Anybody may open a topic/)
	]);
});

it('a line that lets strangers into an officers’ topic is told of', async () => {
	server = await realtimeAt(() => true);
	expect(await found(server.origin)).toEqual([
		expect.stringMatching(/^fault: Somebody without an account gets into an officers’ topic/)
	]);
});

it('where there is no line the doctor asks whether there should be one, unless the portal says so itself', async () => {
	server = await realtimeAt(() => false);
	const { origin } = server;
	await server.stop();
	server = undefined;
	expect(await found(origin)).toEqual([expect.stringMatching(/^question: Is there to be a live/)]);
	expect(await found(origin, '{"code":"no_realtime"}')).toEqual([]);
});
