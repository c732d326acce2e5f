/** What another agency is given of a tip: everything that was opened, signed by the officer who hands it over. */
import type { Exported } from '#lib/sealed/export.ts';
import { newCode } from '#lib/sealed/index.ts';
import { exportText } from './officer-export-text.ts';
import { filesOf, openFile, type TipFile } from './officer-files.ts';
import { TipError } from './officer-problem.ts';
import type { Reading } from './officer-reading.ts';
import type { Hand } from './officer-sealing.ts';
import type { part } from './officer-tips.ts';

export type TipExport = Exported & {
	/** Opens the file; shown once, and never sent. */
	code: string;
	name: string;
	/** When it was made, and when the tip came. */
	at: string;
	received: string | null;
	/** Attachments that are not in it, since they could not be had whole. */
	missing: number;
	/** What it holds, to be told from what the tip holds later. */
	holds: string;
};

/** Attachments and their places in the archive; without bytes: not to be had as the sender signed it. */
export type Packed = { file: TipFile; path: string; bytes: Uint8Array | null };

/** How much a tip held when it was read: whatever is written moves one of these. */
export const holdsOf = ({ tip }: Reading): string => `${tip.seq} ${tip.notes.length}`;

/** Seals everything under a new code. @throws Problem when a part cannot be fetched now, SealedError */
export async function makeExport(
	reading: Reading,
	hand: Hand,
	fetchPart: typeof part
): Promise<TipExport> {
	const { sealExport } = await import('#lib/sealed/export.ts');
	const { tip } = reading;
	const packed = await pack(reading, hand, fetchPart);
	const [code, now] = [newCode(), hand.now()];
	const text = { path: 'tip.txt', bytes: new TextEncoder().encode(exportText(reading, packed)) };
	const files = packed.flatMap(({ path, bytes }) => (bytes ? [{ path, bytes }] : []));
	const at = hand.cipher.hourOf(now);
	const record = recordOf(reading, packed, at);
	const made = await sealExport(record, [text, ...files], hand.holder.signer, { code, at: now });
	return {
		...made,
		code,
		name: `${tip.reference}.tar.age`,
		at: now.toISOString(),
		received: tip.items[0]?.at ?? null,
		missing: packed.length - files.length,
		holds: holdsOf(reading)
	};
}

async function pack(reading: Reading, hand: Hand, fetchPart: typeof part): Promise<Packed[]> {
	const packed: Packed[] = [];
	for (const [n, file] of filesOf(reading.entries).entries()) {
		const path = `files/${String(n + 1).padStart(2, '0')}.${endingOf(file.ref.type)}`;
		packed.push({ file, path, bytes: await bytesOf(file, reading, hand, fetchPart) });
	}
	return packed;
}

/** What the server lost or changed leaves a gap that is named; a line that failed is tried again instead. */
async function bytesOf(file: TipFile, reading: Reading, { cipher }: Hand, fetchPart: typeof part) {
	try {
		return await openFile(file, reading, cipher, fetchPart);
	} catch (problem) {
		if (problem instanceof TipError) return null;
		throw problem;
	}
}

/** Whatever a stranger calls a type, the archive's names are of our letters. */
const endingOf = (type: string): string =>
	/^[a-z]+\/(?:x-)?([a-z0-9]{2,8})$/.exec(type)?.[1] ?? (type === 'text/plain' ? 'txt' : 'bin');

/** Envelopes as they were signed, the sender's keys in the first of them; notes; whose files are where. */
function recordOf({ tip, entries, notes, thread }: Reading, packed: readonly Packed[], at: string) {
	const { reference, unit, sent_to, epoch } = tip;
	return {
		format: 'gan-dan/export',
		reference,
		tip: tip.tip,
		unit,
		sent_to,
		epoch,
		list: thread.list,
		at,
		entries: entries.map((entry) =>
			entry.damaged
				? { seq: entry.seq, damaged: entry.damaged }
				: { seq: entry.seq, envelope: entry.envelope }
		),
		notes: notes.map(({ id, at: noted, said }) => ({
			id,
			at: noted,
			...(said ?? { damaged: true })
		})),
		attachments: packed.map(({ file: { ref, seq }, path, bytes }) => ({
			...ref,
			seq,
			path: bytes ? path : null
		}))
	};
}
