/** Somebody who would keep all windows for themselves: each place that is kept costs work of its own. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { key, startScene, type Scene } from './scene.ts';
import { offersFor } from './world.ts';

let at: Scene;
beforeAll(async () => {
	at = await startScene({ days: 1 });
});
afterAll(() => at?.stop());

type Window = { token: string; from: number };
const windowsOf = async (over: Record<string, unknown> = {}) =>
	(await offersFor(at.stack, at.world, over)).body.days[0].windows as Window[];
const take = (token: string, hold: string | null = null) =>
	at.booking('hold', { key: key(), token, hold });
const old = { status: 409, body: { code: 'offer_expired' } };

it('one proof of work keeps one window, whatever it was shown', async () => {
	const before = await at.promised();
	const windows = await windowsOf();
	const [first] = await Promise.all(windows.map(({ token }) => take(token)));
	const taken = (await at.promised()) - before;
	expect(taken).toBe(1);
	expect(await take(windows.at(-1)!.token)).toMatchObject(old);
	if (first!.status === 200) await at.booking('release', { key: key(), hold: first!.body.hold });
});

it('who keeps a window exchanges it for nothing, and gets no second one for it', async () => {
	const hold = await at.held(450);
	const windows = await windowsOf({ proof: null, hold });
	expect(await take(windows[1]!.token)).toMatchObject(old);
	expect(await take(windows[1]!.token, crypto.randomUUID())).toMatchObject(old);
	expect((await take(windows[1]!.token, hold)).body).toMatchObject({ hold });
	await at.booking('release', { key: key(), hold });
});

it('a window is not kept for ever by exchanging it: after an hour it costs work again', async () => {
	const hold = await at.held(450);
	const windows = await windowsOf({ proof: null, hold });
	await at.sql`update booking.visits set created_at = now() - interval '61 minutes' where id = ${hold}`;
	expect(await take(windows[1]!.token, hold)).toMatchObject(old);
	expect((await offersFor(at.stack, at.world, { proof: null, hold })).body.code).toBe(
		'proof_required'
	);
	const paid = await windowsOf({ hold });
	expect((await take(paid[1]!.token, hold)).body).toMatchObject({ hold });
	expect((await offersFor(at.stack, at.world, { proof: null, hold })).status).toBe(200);
	await at.booking('release', { key: key(), hold });
});

it('a form with a hold that nobody knows is told so, and shown no windows for it', async () => {
	const answer = await at.booking('submit', await at.sent(crypto.randomUUID()));
	expect(answer).toEqual({ status: 409, body: { code: 'hold_lapsed' } });
});
