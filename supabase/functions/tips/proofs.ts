import { proofsOf as proofsOfRoom } from '../_shared/proof/proofs.ts';
import { tipBind, tipChallenge } from '../_shared/proof/tips.ts';
import type { Proofs } from './ports.ts';

/** Proofs of work signed with `secret`, each for one lookup. They are spent by their nonce. */
export function proofsOf(secret: string): Proofs {
	return {
		challenge: (lookup_hash, difficulty) => tipChallenge(secret, lookup_hash, difficulty),
		check: (lookup_hash, proof) => proofsOfRoom(secret, tipBind(lookup_hash)).check(proof)
	};
}
