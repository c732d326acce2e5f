import { Refusal } from '../_shared/answer/index.ts';
import { callWith, secretOf, type Caller } from '../_shared/edge/index.ts';
import type { Ports } from './ports.ts';
import { proofsOf } from './proofs.ts';
import { officerOf, shelfOf, storeOf, type Keeper } from './store.ts';

/** Reads the secret once; then makes the ports of one request: `own` is the client of its officer, if it has one. */
export function ready(read: (name: string) => string | undefined) {
	const proofs = proofsOf(secretOf('POW_SECRET', read));
	return (full: Caller & Keeper, own: Caller | null): Ports => ({
		store: storeOf(callWith(full)),
		shelf: shelfOf(full),
		officer() {
			if (!own) throw new Refusal(401, 'sign_in');
			return officerOf(callWith(own));
		},
		proofs
	});
}
