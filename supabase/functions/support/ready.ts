import { Refusal } from '../_shared/answer/index.ts';
import { callWith, secretOf, type Call, type Caller } from '../_shared/edge/index.ts';
import type { Command } from '../_shared/edge/once.ts';
import { proofsOf, type Proofs } from '../_shared/proof/proofs.ts';
import { twoWords } from '../_shared/words/index.ts';
import type { Answer, Args, Asked, Form } from './shapes.ts';

/** The one place of this room that holds the client with full access: SQL functions that `service_role` alone may call. */
export function storeOf(call: Call) {
	return {
		/** The stored answer of a command, null when it is new. */
		answer: (door: string, { key, request }: Command) =>
			call<unknown>('booking_answer', { key, door, request }),
		ask: (
			command: Command,
			asked: { lookup_hash: string; form: Form; words: string[]; proof: string }
		) => call<Asked>('support_ask_write', { ...command, ...asked })
	};
}

/** What is asked with an officer's own token. */
export function officerOf(call: Call) {
	return {
		enter: (
			command: Command,
			entered: {
				lookup_hash: string;
				channel: Args<'support_enter'>['channel'];
				form: Form;
				words: string[];
			}
		) => call<Answer<'support_enter'>>('support_enter_write', { ...command, ...entered })
	};
}

/** Everything outside the handler, so that a test can stand in for it. */
export type Ports = {
	store: ReturnType<typeof storeOf>;
	/** Made with the caller's token. @throws Refusal 401 `sign_in` when there is none */
	officer(): ReturnType<typeof officerOf>;
	proofs: Proofs;
	/** Two words to recognise an officer by. */
	words(): [string, string];
};

/** Reads the secret once; then makes the ports of one request: `own` is the client of its officer, if it has one. */
export function ready(read: (name: string) => string | undefined) {
	const proofs = proofsOf(secretOf('POW_SECRET', read), 'support');
	return (full: Caller, own: Caller | null): Ports => ({
		store: storeOf(callWith(full)),
		officer() {
			if (!own) throw new Refusal(401, 'sign_in');
			return officerOf(callWith(own));
		},
		proofs,
		words: twoWords
	});
}
