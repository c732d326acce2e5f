/** Web push: encrypted for one browser (RFC 8291), signed as ours (RFC 8292), carried by the service of its maker. */
import { buildPushPayload } from '@block65/webcrypto-web-push';
import { failed, outcomeOf, type Outcome } from './outcome.ts';
import type { Keys } from './keys.ts';
import { topicOf, type Notice } from './message.ts';
import { isEndpoint } from './makers.ts';

export { keysOf, makeKey, type Keys } from './keys.ts';
export { noticeShape, type Notice } from './message.ts';
export type { Outcome } from './outcome.ts';
export { DEFAULT_SERVICES, ENDPOINT_MOST, isEndpoint, servicesOf } from './makers.ts';

/** What a browser gave: where it is reached and how it is encrypted for; both keys as base 64 for addresses. */
export type Subscription = { endpoint: string; p256dh: string; auth: string };

type Setting = {
	keys: Keys;
	services: readonly string[];
	/** Tests alone: a service on this machine that is asked instead of every other, as `http://127.0.0.1:4000`. */
	instead?: string | undefined;
	/** Milliseconds until an answer counts as lost. */
	timeout?: number;
};

/** News of two days ago is no news. */
const TTL = 2 * 24 * 60 * 60;

/**
 * Sends one notice to one browser. Every notice has one size, so that who carries it learns nothing from its length.
 * `unsure`: it may have arrived, and is not sent again.
 * @param signal ends the waiting, as a worker does whose time is over
 */
export async function push(
	{ keys, services, instead, timeout = 15_000 }: Setting,
	{ endpoint, ...secrets }: Subscription,
	notice: Notice,
	signal?: AbortSignal
): Promise<Outcome> {
	// Asked here as well as at the door: the list may have become shorter since.
	if (!isEndpoint(endpoint, services)) return { outcome: 'dead', code: 'not_a_service' };
	let built;
	try {
		built = await buildPushPayload(
			{ data: notice, options: { ttl: TTL, urgency: 'normal', topic: topicOf(notice) } },
			{ endpoint, expirationTime: null, keys: secrets },
			keys
		);
	} catch {
		return { outcome: 'dead', code: 'bad_keys' };
	}
	// How long it is, fetch counts itself.
	const { 'content-length': _, ...headers } = built.headers;
	const ends = AbortSignal.timeout(timeout);
	try {
		const answer = await fetch(instead ? rerouted(endpoint, instead) : endpoint, {
			method: 'POST',
			headers,
			body: built.body,
			redirect: 'manual',
			credentials: 'omit',
			signal: signal ? AbortSignal.any([signal, ends]) : ends
		});
		// Whatever it says beside the status may be long, and is never read.
		await answer.body?.cancel();
		return outcomeOf(answer);
	} catch (error) {
		return failed(error);
	}
}

function rerouted(endpoint: string, instead: string): string {
	if (!/^http:\/\/127\.0\.0\.1:\d+$/.test(instead)) throw new Error('PUSH_INSTEAD is loopback');
	const { pathname, search } = new URL(endpoint);
	return instead + pathname + search;
}
