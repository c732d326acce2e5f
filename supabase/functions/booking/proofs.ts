import { Refusal } from '../_shared/answer/index.ts';
import { checkProof, makeChallenge } from '../_shared/proof/index.ts';
import type { Proofs } from './ports.ts';

/** What the work is for: a proof made for another door is none here. */
const bind = 'booking';

/** Proofs of work signed with `secret`. They are spent by their nonce. */
export function proofsOf(secret: string): Proofs {
	return {
		challenge: () => makeChallenge({ secret, bind }),
		async check(proof) {
			const checked = await checkProof({ secret, bind, proof });
			if ('problem' in checked) throw new Refusal(403, checked.problem, { field: 'proof' });
			return checked.nonce;
		}
	};
}
