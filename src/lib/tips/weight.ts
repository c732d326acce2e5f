/** What a file takes of the upload quota: it is sealed in buckets, and a large one in parts of 4 MiB whose number is padded. */
import { BUCKETS, sealedLength } from '#shared/agefile/index.ts';

/** Bytes that one proof of work pays for; SQL says the same. */
export const QUOTA = 64 * 1024 * 1024;
const NUMBERS = [1, 2, 3, 4, 6, 8, 12, 16];
/** Four bytes of each bucket say how much of it is filled. */
const LENGTH = 4;
const LARGEST = BUCKETS.at(-1)!;

export function weightOf(bytes: number): number {
	const bucket = BUCKETS.find((size) => size - LENGTH >= bytes);
	if (bucket) return sealedLength(bucket);
	const full = Math.ceil(bytes / (LARGEST - LENGTH));
	return (NUMBERS.find((some) => some >= full) ?? Infinity) * sealedLength(LARGEST);
}
