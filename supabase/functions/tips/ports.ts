import type { Args, Action } from './shapes.ts';
import type { Officer, Shelf, Store } from './store.ts';

/** Proofs of work, each for one lookup hash. */
export type Proofs = {
	challenge(lookup_hash: string, difficulty: number): Promise<string>;
	/** The string by which a proof is spent once. @throws Refusal 403 `bad_proof` or `proof_expired` */
	check(lookup_hash: string, proof: string): Promise<string>;
};

/** Everything outside the handler, so that a test can stand in for it. */
export type Ports = {
	store: Store;
	shelf: Shelf;
	/** Made with the caller's token. @throws Refusal 401 `sign_in` when there is none */
	officer(): Officer;
	proofs: Proofs;
};

export type Run<Name extends Action, Answer> = (ports: Ports, args: Args<Name>) => Promise<Answer>;
