/** Attachments of a tip as an officer looks at them: opened in memory, and shown without running anything of theirs. */
import { handFile } from '#lib/platform/hand-file.ts';
import { Problem } from '#lib/platform/problem.ts';
import type { Body, Message, PartRef } from '#lib/sealed/cipher.ts';
import { TipError } from './officer-problem.ts';
import type { Cipher, Entry, Reading } from './officer-reading.ts';

/** An attachment, and the epoch of the item that carries it: its parts are sealed to that epoch's room. */
export type TipFile = { ref: PartRef; epoch: number; seq: number };
/** How a file may be looked at here; `other` is only handed out, with a warning. */
export type Look = 'image' | 'pdf' | 'text' | 'other';

export const filesOf = (entries: readonly Entry[]): TipFile[] =>
	entries.flatMap((entry) => {
		if (entry.damaged || !['body', 'message'].includes(entry.envelope.kind)) return [];
		const { parts = [] } = entry.envelope.content as Body | Message;
		return parts.map((ref) => ({ ref, epoch: entry.envelope.epoch, seq: entry.seq }));
	});

/** Fetches, proves and joins the parts of a file. @throws TipError, or Problem of the way */
export async function openFile(
	{ ref, epoch }: TipFile,
	{ tip, secrets }: Reading,
	cipher: Cipher,
	fetchPart: (id: string, part: string) => Promise<Uint8Array>
): Promise<Uint8Array> {
	const room = secrets.find((key) => key.room === 'T' && key.epoch === epoch);
	const wanted = ref.parts.slice(0, cipher.fullParts(ref.bytes));
	if (!room || wanted.some(({ id }) => !tip.parts.some((part) => part.id === id)))
		throw new TipError('part_missing');
	const files: Uint8Array[] = [];
	for (const { id } of wanted)
		files.push(
			await fetchPart(tip.case, id).catch((problem: unknown) => {
				// The tip names it and Storage has lost it: what else was said is no word about the file.
				const isLost = problem instanceof Problem && problem.code === 'not_found';
				throw isLost ? new TipError('part_missing') : problem;
			})
		);
	try {
		return await cipher.join(files, ref, room.identity);
	} catch {
		throw new TipError('part_damaged');
	}
}

const begins = (bytes: Uint8Array, ...wanted: number[]) =>
	wanted.every((byte, at) => byte < 0 || bytes[at] === byte);

/** By what the bytes are, and never by what they are called. */
export function lookOf(bytes: Uint8Array): Look {
	const jpeg = begins(bytes, 0xff, 0xd8, 0xff);
	const png = begins(bytes, 0x89, 0x50, 0x4e, 0x47);
	const webp = begins(bytes, 0x52, 0x49, 0x46, 0x46, -1, -1, -1, -1, 0x57, 0x45, 0x42, 0x50);
	if (jpeg || png || webp) return 'image';
	if (begins(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)) return 'pdf';
	return textIn(bytes) === null ? 'other' : 'text';
}

/** The text of a file, null where it is none. */
export function textIn(bytes: Uint8Array): string | null {
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return /[\u0000-\u0008\u000E-\u001F]/.test(text) ? null : text;
	} catch {
		return null;
	}
}

/** Gives a file out of this page's memory to whoever sits here. */
export function handBytes(bytes: Uint8Array, name: string) {
	// Of no kind that a browser knows, or it would add the ending of the program that opens it.
	const type = 'application/octet-stream';
	// It is open now, so it is not kept for a browser that dawdles.
	handFile(new Blob([new Uint8Array(bytes)], { type }), name, 1_000);
}
