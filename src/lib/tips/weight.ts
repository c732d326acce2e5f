/** What a file takes of the upload quota: it is sealed in buckets, and a large one in parts of 4 MiB whose number is padded. */
import { BUCKETS, sealedLength } from '#shared/agefile/index.ts';

/** Bytes, and parts, that one proof of work pays for and that one tip may have; SQL says the same. */
export const QUOTA = 64 * 1024 * 1024;
export const MOST_PARTS = 80;
const NUMBERS = [1, 2, 3, 4, 6, 8, 12, 16];
/** Four bytes of each bucket say how much of it is filled. */
const LENGTH = 4;
const LARGEST = BUCKETS.at(-1)!;

/** How many parts a file of so many bytes has, with those that only pad the number. */
export function partsOf(bytes: number): number {
	const full = Math.max(1, Math.ceil(bytes / (LARGEST - LENGTH)));
	return NUMBERS.find((some) => some >= full) ?? Infinity;
}

export function weightOf(bytes: number): number {
	const bucket = BUCKETS.find((size) => size - LENGTH >= bytes);
	return bucket ? sealedLength(bucket) : partsOf(bytes) * sealedLength(LARGEST);
}
