import { readBytes } from '../_shared/answer/index.ts';
import { REQUEST_BYTES, decodeRequest, randomFrame, untilAnswer } from '../_shared/frames/index.ts';
import { framed } from './framed.ts';
import type { Store } from './store.ts';

/** Everything outside the handler, so that a test can stand in for it. */
export type Ports = {
	store: Store;
	/** The work that opens one upload for the tip behind this hash. */
	challenge(lookup_hash: string, difficulty: number): Promise<string>;
	/** Milliseconds since 1970. */
	now(): number;
	wait(ms: number): Promise<void>;
};

const headers = {
	'content-type': 'application/octet-stream',
	// A cache would remember who looked something up, and compression would tell how full a frame is.
	'cache-control': 'no-store, no-transform'
};

/**
 * Answers every request alike (TIPS.md §5.3): status 200, 32 KiB, on a quarter of a second, whether the code is
 * known or not, the request is broken or the database is busy. Nothing is logged.
 */
export async function handle(ports: Ports, request: Request): Promise<Response> {
	const asked = ports.now();
	const frame = await answerTo(ports, request);
	await ports.wait(untilAnswer(asked, ports.now()));
	return new Response(frame, { headers });
}

async function answerTo(ports: Ports, request: Request): Promise<Uint8Array<ArrayBuffer>> {
	try {
		return await framed(ports, decodeRequest(await readBytes(request, REQUEST_BYTES)));
	} catch {
		return randomFrame();
	}
}
