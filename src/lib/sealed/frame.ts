/** Framing (TIPS.md §4): u32 length | content | zeros, exactly one bucket, so that a size tells nothing. */
import { BUCKETS } from '#shared/agefile/index.ts';
import { SealedError } from './problem.ts';

const LENGTH = 4;
const KIB = 1024;

/** Bytes of content that a bucket of `kib` KiB holds. */
export const roomIn = (kib: number): number => kib * KIB - LENGTH;

/**
 * `content` in the first of the buckets that holds it.
 * @param kib buckets in KiB, the smallest first
 * @throws SealedError `too_long`
 */
export function frame(content: Uint8Array, ...kib: number[]): Uint8Array {
	const bucket = kib.find((size) => content.length <= roomIn(size));
	if (bucket === undefined) throw new SealedError('too_long');
	const framed = new Uint8Array(bucket * KIB);
	new DataView(framed.buffer).setUint32(0, content.length);
	framed.set(content, LENGTH);
	return framed;
}

/** @throws SealedError `padding` when the length is impossible or anything but zeros follows the content */
export function unframe(framed: Uint8Array): Uint8Array {
	if (!BUCKETS.includes(framed.length)) throw new SealedError('padding');
	const length = new DataView(framed.buffer, framed.byteOffset).getUint32(0);
	const end = LENGTH + length;
	if (end > framed.length || framed.subarray(end).some((byte) => byte !== 0))
		throw new SealedError('padding');
	return framed.slice(LENGTH, end);
}
