/** Attachments: age files of their own, in one bucket each, whose hashes stand in the signed item that carries them. */
import { open, seal } from './age.ts';
import { digestOf } from './digest.ts';
import { frame, roomIn, unframe } from './frame.ts';
import type { PartRef } from './partref.ts';
import { SealedError } from './problem.ts';

const KIB = [1, 4, 16, 64, 256, 1024, 4096];
const LARGEST = 4096;
/** Numbers of parts that a file may have, so that its size is seen but roughly. */
const NUMBERS = [1, 2, 3, 4, 6, 8, 12, 16];

/** How many of a file's parts hold something; the rest pad the number. */
export const fullParts = (bytes: number): number => Math.max(1, Math.ceil(bytes / roomIn(LARGEST)));

/** How many parts a file of so many bytes has. @throws SealedError `too_long` */
export function numberOfParts(bytes: number): number {
	const number = NUMBERS.find((some) => some >= fullParts(bytes));
	if (number === undefined) throw new SealedError('too_long');
	return number;
}

/**
 * Cuts a file and seals its parts, one at a time, so that each can be uploaded before the next is made and a phone
 * never holds the file twice. A file in more than one part has parts of 4 MiB alone.
 * @throws SealedError `too_long`, `classical_recipient`
 */
export async function* cut(
	bytes: Uint8Array,
	recipient: string
): AsyncGenerator<{ sealed: Uint8Array; sha256: string }> {
	const number = numberOfParts(bytes.length);
	const buckets = number === 1 ? KIB : [LARGEST];
	for (let at = 0; at < number; at++) {
		const slice = bytes.subarray(at * roomIn(LARGEST), (at + 1) * roomIn(LARGEST));
		const sealed = await seal(frame(slice, ...buckets), recipient);
		yield { sealed, sha256: digestOf(sealed) };
	}
}

/** Opens one part. @throws SealedError `chain` when it is not the one that was signed, `cannot_open`, `padding` */
export async function openPart(
	file: Uint8Array,
	{ sha256 }: { sha256: string },
	identity: string
): Promise<Uint8Array> {
	if (digestOf(file) !== sha256) throw new SealedError('chain');
	return unframe(await open(file, identity));
}

/**
 * The attachment again, from the first `fullParts(ref.bytes)` of its files.
 * @throws SealedError as `openPart`; `shape` when they are not the whole
 */
export async function join(
	files: Uint8Array[],
	ref: Pick<PartRef, 'bytes' | 'parts'>,
	identity: string
): Promise<Uint8Array> {
	const number = fullParts(ref.bytes);
	if (number > ref.parts.length || number > files.length) throw new SealedError('shape');
	const opened: Uint8Array[] = [];
	for (let at = 0; at < number; at++)
		opened.push(await openPart(files[at]!, ref.parts[at]!, identity));
	const length = opened.reduce((sum, part) => sum + part.length, 0);
	if (length !== ref.bytes) throw new SealedError('shape');
	const whole = new Uint8Array(length);
	let at = 0;
	for (const part of opened) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
