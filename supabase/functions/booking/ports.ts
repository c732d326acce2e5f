import type { Proofs } from '../_shared/proof/proofs.ts';
import type { Turn } from '../_shared/edge/turns.ts';
import type { Tokens } from '../_shared/token/index.ts';
import type { Officer, Store } from './store.ts';
import type { Action, Answer, Args } from './shapes.ts';

/** Everything outside the handler, so that a test can stand in for it. */
export type Ports = {
	store: Store;
	/** Made with the caller's token. @throws Refusal 401 `sign_in` when there is none */
	officer(): Officer;
	/** Sealed offers. */
	tokens: Tokens;
	proofs: Proofs;
	/** Milliseconds since 1970. */
	now(): number;
	uuid(): string;
	/** Two words to recognise an officer by. */
	words(): [string, string];
	/** Those who want the windows of one day, in the order in which they came. */
	turn: Turn;
	/** Waits up to `ms`, a little less at random. */
	pause(ms: number): Promise<void>;
};

export type Run<Name extends Action> = (ports: Ports, args: Args<Name>) => Promise<Answer<Name>>;
