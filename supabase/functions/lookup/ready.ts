import { secretOf, callWith, type Caller } from '../_shared/edge/index.ts';
import { tipChallenge } from '../_shared/proof/tips.ts';
import type { Ports } from './handler.ts';
import { storeOf } from './store.ts';

/** Reads the secret once; then makes the ports of one request. */
export function ready(read: (name: string) => string | undefined) {
	const secret = secretOf('POW_SECRET', read);
	return (full: Caller): Ports => ({
		store: storeOf(callWith(full)),
		challenge: (lookup_hash, difficulty) => tipChallenge(secret, lookup_hash, difficulty),
		now: () => Date.now(),
		wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms))
	});
}
