/** The key by which the services know our server (RFC 8292). A subscription is bound to it: with another key it is dead. */
import * as z from 'zod/mini';

/** Both halves as base 64 without padding, as the library and browsers take them. */
export type Keys = { publicKey: string; privateKey: string; subject: string };

const coordinate = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const shape = z.object({
	kty: z.literal('EC'),
	crv: z.literal('P-256'),
	x: coordinate,
	y: coordinate,
	d: coordinate
});

const decoded = (text: string) =>
	Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
const encoded = (bytes: Uint8Array) =>
	btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace(/=+$/, '');

/** A new key as one secret: a private JWK. */
export async function makeKey(): Promise<string> {
	const usages: KeyUsage[] = ['sign', 'verify'];
	const pair = await crypto.subtle.generateKey(
		{ name: 'ECDSA', namedCurve: 'P-256' },
		true,
		usages
	);
	const { kty, crv, x, y, d } = await crypto.subtle.exportKey('jwk', pair.privateKey);
	return JSON.stringify({ kty, crv, x, y, d });
}

/**
 * The keys of the environment: `VAPID_KEY` as `makeKey` makes it, `VAPID_SUBJECT` whom a service may write to.
 * @throws Error at the start, not at the first message
 */
export function keysOf(read: (name: string) => string | undefined): Keys {
	const subject = read('VAPID_SUBJECT') ?? '';
	if (!/^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(subject))
		throw new Error('VAPID_SUBJECT is missing: a mailto: or https: address of who runs the portal');
	let parsed: unknown = null;
	try {
		parsed = JSON.parse(read('VAPID_KEY') ?? '');
	} catch {
		// Told below, without a word of the secret.
	}
	const key = shape.safeParse(parsed);
	if (!key.success) throw new Error('VAPID_KEY is missing or no private key of P-256');
	const { x, y, d } = key.data;
	const point = Uint8Array.of(4, ...decoded(x), ...decoded(y));
	return { publicKey: encoded(point), privateKey: d, subject };
}
