/** What a key or a code is refused for. */
export type SealedCode = 'bad_code' | 'bad_deployment';

/** A refusal of `sealed`: a code, and never the bytes it is about. */
export class SealedError extends Error {
	readonly code: SealedCode;

	constructor(code: SealedCode) {
		super(code);
		this.name = 'SealedError';
		this.code = code;
	}
}
