/**
 * The API of the stack: lite on a database that may go away and come back. Whoever asks meanwhile waits a moment for it, and
 * then hears `busy`.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { build, GIVE_UP, type Options } from './lite.ts';

export type Api = {
	/** Answers a request of the API. `peer` is the socket's address, never a header's word. */
	fetch(request: Request, peer: string | null): Promise<Response>;
	close(): Promise<void>;
};

/** In milliseconds: how long a request waits for a database that is coming back, before it hears `busy`. */
const PATIENCE = 1500;

/** Lock waits, deadlocks, serialization, timeouts, a full disk: nothing was written, and lite has no word of its own for them. */
const passing = /^(40001|40P01|55P03|57014|53\d{3})$/;

/** As SQL itself refuses what it cannot do now: the same request may be sent again. */
function busy(): Response {
	const body = { code: 'PT503', message: 'busy', details: null, hint: null };
	const headers = { 'cache-control': 'no-store', 'retry-after': '1' };
	return Response.json(body, { status: 503, headers });
}

/** Those who wait for one event; whoever waited long enough goes, and nothing of them stays. */
function waitingRoom() {
	const here = new Set<() => void>();
	return {
		wait(ms?: number) {
			const { promise, resolve } = Promise.withResolvers<undefined>();
			const leave = () => {
				clearTimeout(timer);
				here.delete(leave);
				resolve(undefined);
			};
			const timer = ms === undefined ? undefined : setTimeout(leave, ms);
			here.add(leave);
			return { promise, leave };
		},
		call: () => here.forEach((leave) => leave())
	};
}

/** Opens the API on a database that is ready. */
export async function openApi(options: Options): Promise<Api> {
	const { app, lines } = build(options);
	await app.init();
	const requests = new AsyncLocalStorage<{ passing: boolean }>();
	lines.onFailure((sqlstate) => {
		const request = requests.getStore();
		if (request && passing.test(sqlstate)) request.passing = true;
	});
	const returning = waitingRoom();
	let asking = waitingRoom();
	lines.on('return', returning.call);
	lines.on('loss', () => {
		const lost = asking;
		asking = waitingRoom();
		// What the driver leaves without an answer gets one.
		setTimeout(lost.call, PATIENCE).unref();
	});
	return {
		async fetch(request, peer) {
			if (lines.away()) await returning.wait(PATIENCE).promise;
			if (lines.away()) return busy();
			const mine = asking;
			const { promise, leave } = mine.wait();
			const said = { passing: false };
			const ask = () => app.fetch(request, { peerAddress: peer });
			try {
				const answer = await Promise.race([requests.run(said, ask), promise]);
				// The key of a command tells whoever asks again whether it was done.
				const again = said.passing || mine !== asking;
				return !answer || (answer.status >= 500 && again) ? busy() : answer;
			} finally {
				leave();
			}
		},
		close: () => lines.end(GIVE_UP)
	};
}
