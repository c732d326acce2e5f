import { Refusal } from '../_shared/answer/index.ts';
import { checkProof } from '../_shared/proof/index.ts';
import { tipBind, tipChallenge } from '../_shared/proof/tips.ts';
import type { Proofs } from './ports.ts';

/** Proofs of work signed with `secret`. They are spent by their nonce. */
export function proofsOf(secret: string): Proofs {
	return {
		challenge: (lookup_hash, difficulty) => tipChallenge(secret, lookup_hash, difficulty),
		async check(lookup_hash, proof) {
			const checked = await checkProof({ secret, bind: tipBind(lookup_hash), proof });
			if ('problem' in checked) throw new Refusal(403, checked.problem, { field: 'proof' });
			return checked.nonce;
		}
	};
}
