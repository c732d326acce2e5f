import { Refusal } from '../_shared/answer/index.ts';
import { checkProof, makeChallenge } from '../_shared/proof/index.ts';
import type { Proofs } from './ports.ts';

/** The lookup hash stands in what is signed: nobody's work pays for another's tip. */
const bindOf = (lookup_hash: string) => `tips/${lookup_hash}`;

/** Two hours: the work is done while the person writes. */
const TTL = 2 * 60 * 60;

/** Proofs of work signed with `secret`. They are spent by their nonce. */
export function proofsOf(secret: string): Proofs {
	return {
		challenge: (lookup_hash, difficulty) =>
			makeChallenge({ secret, bind: bindOf(lookup_hash), difficulty, ttl: TTL }),
		async check(lookup_hash, proof) {
			const checked = await checkProof({ secret, bind: bindOf(lookup_hash), proof });
			if ('problem' in checked) throw new Refusal(403, checked.problem, { field: 'proof' });
			return checked.nonce;
		}
	};
}
