import { sha256 } from '@noble/hashes/sha2.js';

/** Whether a request carries the secret of the timer. Compared by hash and to the last byte, so that no answer's time tells how much of a guess was right. */
export function carries({ headers }: Request, secret: string): boolean {
	const sent = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '';
	const [one, other] = [digest(sent), digest(secret)];
	return one.reduce((different, byte, at) => different | (byte ^ other[at]!), 0) === 0;
}

const digest = (text: string) => sha256(new TextEncoder().encode(text));
