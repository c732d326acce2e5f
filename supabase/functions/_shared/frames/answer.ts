import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { FrameError, jsonRoom, pad, randomBytes, unpad } from './framing.ts';

/** Every answer of `lookup`, to a known code or an unknown one, is this long. */
export const ANSWER_BYTES = 32 * 1024;

const NONCE_BYTES = 24;
const MARK_BYTES = 16;
const TAG_BYTES = 16;
const SEALED_FROM = NONCE_BYTES + MARK_BYTES;
const INFO = new TextEncoder().encode('gan-dan/frame/v1');
const INNER_BYTES = ANSWER_BYTES - SEALED_FROM - TAG_BYTES;

/** Bytes of JSON that one answer has room for. */
export const ANSWER_ROOM = jsonRoom(INNER_BYTES);

/**
 * The answer to a known code: `nonce 24 | mark 16 | XChaCha20-Poly1305(u32 length | JSON | random bytes)`, with
 * both keys derived from the lookup secret that the request brought. To whoever lacks that secret all of it
 * is random, as {@link randomFrame} is. This keeps a gateway that ends TLS, and the sizes a compressing one would
 * make, from telling whether a code exists. It is no promise of secrecy: such a gateway saw the request too.
 *
 * @param lookup 32 bytes
 * @throws FrameError `too_large`: cut the thread first, see `cutThread`
 */
export function encodeAnswer(answer: unknown, lookup: Uint8Array): Uint8Array<ArrayBuffer> {
	const { cipherKey, markKey } = keysOf(lookup);
	const nonce = randomBytes(NONCE_BYTES);
	const frame = new Uint8Array(ANSWER_BYTES);
	frame.set(nonce);
	frame.set(markOf(markKey, nonce), NONCE_BYTES);
	frame.set(xchacha20poly1305(cipherKey, nonce).encrypt(pad(answer, INNER_BYTES)), SEALED_FROM);
	return frame;
}

/**
 * The answer in `frame`, still to be checked against its contract.
 *
 * The mark tells a code that nobody knows from an answer that broke on the way, so that nobody is told that
 * their code is wrong because a line was bad. Damage within the first 40 bytes alone cannot be told apart and
 * reads as `not_found`.
 * @param lookup 32 bytes
 * @throws FrameError `not_found` for the random answer to an unknown code, `damaged` for everything else
 */
export function decodeAnswer(frame: Uint8Array, lookup: Uint8Array): unknown {
	if (frame.length !== ANSWER_BYTES) throw new FrameError('damaged');
	const { cipherKey, markKey } = keysOf(lookup);
	const nonce = frame.subarray(0, NONCE_BYTES);
	if (!same(markOf(markKey, nonce), frame.subarray(NONCE_BYTES, SEALED_FROM)))
		throw new FrameError('not_found');
	try {
		const inner = xchacha20poly1305(cipherKey, nonce).decrypt(frame.subarray(SEALED_FROM));
		return unpad(inner, INNER_BYTES);
	} catch {
		throw new FrameError('damaged');
	}
}

/** The answer to an unknown code, and to every refusal that must not tell whether a code is known. */
export function randomFrame(): Uint8Array<ArrayBuffer> {
	return randomBytes(ANSWER_BYTES);
}

function keysOf(lookup: Uint8Array): { cipherKey: Uint8Array; markKey: Uint8Array } {
	if (lookup.length !== 32) throw new RangeError('lookup is 32 bytes');
	const keys = hkdf(sha256, lookup, undefined, INFO, 64);
	return { cipherKey: keys.subarray(0, 32), markKey: keys.subarray(32) };
}

function markOf(markKey: Uint8Array, nonce: Uint8Array): Uint8Array {
	return hmac(sha256, markKey, nonce).subarray(0, MARK_BYTES);
}

// Only the holder of the secret compares, so the time it takes tells nobody anything.
function same(one: Uint8Array, other: Uint8Array): boolean {
	return one.every((byte, at) => byte === other[at]);
}
