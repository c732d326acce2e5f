/** Internal notes: sealed to the key D, which the sender never holds and an officer of the list must have signed. */
import type { OfficerOf, OpenSecret, Thread } from '#lib/sealed/cipher.ts';
import { fromBase64 } from '#lib/sealed/index.ts';
import type { Cipher } from './officer-reading.ts';
import { endings, type Ending, type OpenTip } from './officer-tips.ts';

/**
 * What a note says. `closed`: it is the reason for which the tip ended so; `category`: what officers take the tip for
 * from now on, a category's id, with the reason as text where there is one.
 */
export type NoteText = { text: string; closed?: Ending; category?: string };

export type Note = {
	id: string;
	at: string;
	/** Verify key of whoever wrote it, and the text; null for a note that does not open or prove itself. */
	said: ({ by: string } & NoteText) | null;
};
type Officers = { officerOf: OfficerOf; units: Thread['units'] };

/** The notes in their order, and those of the tip's keys that an officer vouches for. */
export async function readNotes(
	tip: OpenTip,
	secrets: OpenSecret[],
	officers: Officers,
	cipher: Cipher
) {
	const sealed = tip.notes.map((note) => ({ ...note, sealed: fromBase64(note.sealed) }));
	const given = { tip: tip.tip, secrets, ...officers };
	const entries = await cipher.openNotes({ ...given, notes: sealed });
	const notes = entries.map((entry, index): Note => {
		const { id, at } = tip.notes[index]!;
		if ('damaged' in entry) return { id, at, said: null };
		return { id, at, said: { by: entry.envelope.by, ...wordsOf(entry.envelope.content) } };
	});
	const keyOf = (epoch: number) => {
		try {
			return cipher.notesRoom({ ...given, epoch });
		} catch {
			// One that only the server knows the maker of is neither read with, nor written with, nor handed on.
			return null;
		}
	};
	const kept = secrets.filter((key) => key.room === 'T' || key === keyOf(key.epoch));
	return { notes, secrets: kept, notesKey: keyOf(tip.epoch) };
}

/** An officer of another version may have written it: what is not as we write it is left out. */
function wordsOf(content: unknown): NoteText {
	const { text, closed, category } = (content ?? {}) as Partial<Record<keyof NoteText, unknown>>;
	const ending = endings.find((one) => one === closed);
	return {
		text: typeof text === 'string' ? text : '',
		...(ending ? { closed: ending } : {}),
		...(typeof category === 'string' && category ? { category } : {})
	};
}

/** What officers take the tip for: of the notes that prove themselves, the last that names a category. */
export function categoryOfOfficers(notes: readonly Note[]) {
	const { at, said } = notes.findLast(({ said }) => said?.category) ?? {};
	return said?.category ? { category: said.category, by: said.by, at: at! } : null;
}
