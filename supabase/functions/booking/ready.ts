import { Refusal } from '../_shared/answer/index.ts';
import { callWith, secretOf, type Caller } from '../_shared/edge/index.ts';
import { turns } from '../_shared/edge/turns.ts';
import { proofsOf } from '../_shared/proof/proofs.ts';
import { tokens } from '../_shared/token/index.ts';
import { twoWords } from '../_shared/words/index.ts';
import type { Ports } from './ports.ts';
import { officerOf, storeOf } from './store.ts';

/** Reads the secrets once; then makes the ports of one request: `own` is the client of its officer, if it has one. */
export function ready(read: (name: string) => string | undefined) {
	const offers = tokens(secretOf('TOKEN_SECRET', read), 'offer');
	const proofs = proofsOf(secretOf('POW_SECRET', read), 'booking');
	const turn = turns();
	return (full: Caller, own: Caller | null): Ports => ({
		store: storeOf(callWith(full)),
		officer() {
			if (!own) throw new Refusal(401, 'sign_in');
			return officerOf(callWith(own));
		},
		tokens: offers,
		proofs,
		now: () => Date.now(),
		uuid: () => crypto.randomUUID(),
		words: twoWords,
		turn,
		pause: (ms) => new Promise((resolve) => setTimeout(resolve, Math.random() * ms))
	});
}
