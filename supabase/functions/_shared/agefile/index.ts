/**
 * The outside of our age files, which server and clients check without a key (TIPS.md §1, §4): exactly one stanza,
 * `mlkem768x25519`, and one of a few sizes. No crypto here.
 */

/** Bytes of framed plaintext that a file may hold. */
export const BUCKETS = [1, 4, 16, 64, 256, 1024, 4096].map((kib) => kib * 1024);

/** Of a file's header (one stanza with an encapsulated key of 1,120 bytes, and its MAC) and the payload's nonce. */
const HEADER = 1627;
const NONCE = 16;
const CHUNK = 64 * 1024;
const TAG = 16;
const head = 'age-encryption.org/v1\n-> mlkem768x25519 ';
const outside = /^[A-Za-z0-9+/]{1494}\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n$/;

/** Bytes of an age file around `bucket` bytes of plaintext. */
export function sealedLength(bucket: number): number {
	return HEADER + NONCE + bucket + TAG * Math.ceil(bucket / CHUNK);
}

/** The bucket of an age file to one hybrid recipient, told from its outside; null for everything else. */
export function bucketOf(file: Uint8Array): number | null {
	const header = String.fromCharCode(...file.subarray(0, HEADER));
	if (!header.startsWith(head) || !outside.test(header.slice(head.length))) return null;
	return BUCKETS.find((bucket) => sealedLength(bucket) === file.length) ?? null;
}
