import { Refusal } from '../answer/index.ts';
import { checkProof, makeChallenge } from './index.ts';

/** Proofs of work: what an anonymous question costs. */
export type Proofs = {
	challenge(): Promise<string>;
	/** The string by which a proof is spent once. @throws Refusal 403 `bad_proof` or `proof_expired` */
	check(proof: string): Promise<string>;
};

/** Proofs of work signed with `secret` for the room `bind`: a proof made for another door is none here. Spent by their nonce. */
export function proofsOf(secret: string, bind: string): Proofs {
	return {
		challenge: () => makeChallenge({ secret, bind }),
		async check(proof) {
			const checked = await checkProof({ secret, bind, proof });
			if ('problem' in checked) throw new Refusal(403, checked.problem, { field: 'proof' });
			return checked.nonce;
		}
	};
}
