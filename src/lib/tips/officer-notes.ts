/** Internal notes: sealed to the key D, which the sender never holds. */
import type { Envelope, OpenSecret } from '#lib/sealed/cipher.ts';
import { fromBase64 } from '#lib/sealed/index.ts';
import type { Cipher } from './officer-reading.ts';
import type { OpenTip } from './officer-tips.ts';

/** Whether an officer stands in that version of the list of a unit that has the tip, or had it. */
type Known = (list: number, verify: string) => boolean;

export type Note = {
	id: string;
	at: string;
	/** Verify key of whoever wrote it, and the text; null for a note that does not open or prove itself. */
	said: { by: string; text: string } | null;
};

/** Opens each note with the key of its epoch, which is known to be an officer's; whoever signed must stand in the list that the note names. */
export async function openNotes(
	tip: OpenTip,
	secrets: readonly OpenSecret[],
	known: Known,
	cipher: Cipher
): Promise<Note[]> {
	return Promise.all(
		tip.notes.map(async ({ id, at, epoch, sealed }) => {
			const key = notesKeyOf(secrets, epoch);
			const envelope = key && (await opened(sealed, key, cipher));
			const fits =
				envelope &&
				envelope.kind === 'note' &&
				envelope.tip === tip.tip &&
				envelope.epoch === epoch &&
				envelope.room === cipher.digestOf(key.recipient) &&
				known(envelope.list, envelope.by);
			return { id, at, said: fits ? { by: envelope.by, text: textOf(envelope.content) } : null };
		})
	);
}

const textOf = (content: unknown): string => {
	const { text } = (content ?? {}) as { text?: unknown };
	return typeof text === 'string' ? text : '';
};

const opened = (sealed: string, key: OpenSecret, cipher: Cipher): Promise<Envelope | null> =>
	cipher.openItem(fromBase64(sealed), key.identity).then(
		({ envelope }) => envelope,
		() => null
	);

/** The key of the notes of an epoch. */
export const notesKeyOf = (secrets: readonly OpenSecret[], epoch: number) =>
	secrets.find(({ room, epoch: of }) => room === 'D' && of === epoch) ?? null;

/**
 * Whether an officer of the list signed a key of notes. One that only the server knows the maker of is neither read with,
 * nor written with, nor handed on.
 */
export const isKnown = (signed: OpenSecret['signed'], known: Known): boolean =>
	signed !== null && known(signed.list, signed.by);
