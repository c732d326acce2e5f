/**
 * Opaque tokens: what the server said once and wants to hear again unchanged and unread, as an offered window. AES-GCM
 * under a key that only the server has, so that a token neither tells what stands in it nor can be made by anybody else.
 */
export type TokenProblem = 'bad_token' | 'expired';

/** A token that cannot be used; `problem` says whether it was one of ours. */
export class TokenError extends Error {
	readonly problem: TokenProblem;

	constructor(problem: TokenProblem) {
		super(problem);
		this.name = 'TokenError';
		this.problem = problem;
	}
}

export type Tokens = {
	/** `content` (plain JSON) sealed until `expires`, milliseconds since 1970. */
	seal(content: unknown, expires: number): Promise<string>;
	/** What was sealed. @throws TokenError */
	open(token: string, now: number): Promise<unknown>;
};

const NONCE = 12;
const text = new TextEncoder();

/**
 * Tokens of one purpose. Another purpose under the same secret has another key, so that a token cannot be passed where
 * it was not meant.
 * @throws RangeError for a secret under 32 characters
 */
export function tokens(secret: string, purpose: string): Tokens {
	if (secret.length < 32) throw new RangeError('TOKEN_SECRET is missing or short');
	const key = deriveKey(secret, purpose);
	return {
		async seal(content, expires) {
			const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
			const plain = text.encode(JSON.stringify([expires, content]));
			const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, await key, plain);
			return toBase64(new Uint8Array([...nonce, ...new Uint8Array(sealed)]));
		},
		async open(token, now) {
			const [expires, content] = await openSealed(await key, token);
			if (expires <= now) throw new TokenError('expired');
			return content;
		}
	};
}

async function openSealed(key: CryptoKey, token: string): Promise<[number, unknown]> {
	try {
		const bytes = fromBase64(token);
		const nonce = bytes.slice(0, NONCE);
		const plain = await crypto.subtle.decrypt(
			{ name: 'AES-GCM', iv: nonce },
			key,
			bytes.slice(NONCE)
		);
		return JSON.parse(new TextDecoder().decode(plain));
	} catch {
		throw new TokenError('bad_token');
	}
}

async function deriveKey(secret: string, purpose: string): Promise<CryptoKey> {
	const root = await crypto.subtle.importKey('raw', text.encode(secret), 'HKDF', false, [
		'deriveKey'
	]);
	return crypto.subtle.deriveKey(
		{
			name: 'HKDF',
			hash: 'SHA-256',
			salt: new Uint8Array(),
			info: text.encode(`gan-dan/token/${purpose}`)
		},
		root,
		{ name: 'AES-GCM', length: 256 },
		false,
		['encrypt', 'decrypt']
	);
}

function toBase64(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace(/=+$/, '');
}

function fromBase64(token: string): Uint8Array<ArrayBuffer> {
	const binary = atob(token.replaceAll('-', '+').replaceAll('_', '/'));
	return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
