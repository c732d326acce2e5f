const hex = (bytes: Uint8Array) =>
	Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A one-time token: 128 bits of this browser's own chance, as 32 hex digits. */
export const newToken = (): string => hex(crypto.getRandomValues(new Uint8Array(16)));

/** SHA-256 of the 32 digits, as hex: all that the server is ever told of the token. */
export async function hashOf(token: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
	return hex(new Uint8Array(digest));
}

/** The token of words that were sent and not yet answered: a retry must bring the same one. */
export class Begun {
	#begun: { words: string; token: string } | null = null;

	for(wanted: object): string {
		const words = JSON.stringify(wanted);
		if (this.#begun?.words !== words) this.#begun = { words, token: newToken() };
		return this.#begun.token;
	}
	answered() {
		this.#begun = null;
	}
}
