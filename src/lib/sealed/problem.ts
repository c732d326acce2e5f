/** Why an item of a thread is shown as damaged. */
export type Damage =
	| 'cannot_open'
	| 'padding'
	| 'shape'
	| 'signature'
	| 'signer'
	| 'sequence'
	| 'chain'
	| 'foreign'
	| 'room'
	| 'list_back';

/** What a key, a code, a sealed file or a desk list is refused for. */
export type SealedCode =
	| Damage
	| 'bad_code'
	| 'bad_deployment'
	| 'wrong_code'
	| 'damaged'
	| 'too_long'
	| 'classical_recipient'
	| 'room_refused'
	| 'list_unsigned'
	| 'list_forked'
	| 'list_foreign'
	| 'list_expired'
	| 'list_damaged';

/** A refusal of `sealed`: a code, and never the bytes it is about. */
export class SealedError extends Error {
	readonly code: SealedCode;

	constructor(code: SealedCode) {
		super(code);
		this.name = 'SealedError';
		this.code = code;
	}
}
