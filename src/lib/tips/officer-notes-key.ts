import { Problem } from '#lib/platform/problem.ts';
import type { OpenSecret } from '#lib/sealed/cipher.ts';
import { TipError } from './officer-problem.ts';
import type { Reading } from './officer-reading.ts';
import { staying } from './officer-rekey.ts';
import { listFor, sealKeys, type Hand } from './officer-sealing.ts';
import type { notesKey } from './officer-tips.ts';

/** Makes the key of the notes for every member of the proven list. Whoever comes second leaves the first one's be. */
async function makeNotesKey(reading: Reading, hand: Hand, send: typeof notesKey) {
	const { case: id, epoch } = reading.tip;
	const { identity } = await hand.cipher.newRoom();
	const officers = staying(reading, listFor(reading, hand));
	const secrets = await sealKeys(reading, hand, [{ room: 'D', epoch, identity }], officers);
	try {
		await send({ key: crypto.randomUUID(), id, epoch, secrets });
	} catch (problem) {
		if (!(problem instanceof Problem) || problem.code !== 'taken') throw problem;
	}
}

/** The key of the notes, made at its first use. @param read reads the tip anew @throws TipError `notes_unproven` */
export async function notesKeyOf(
	reading: Reading,
	hand: Hand,
	door: { notesKey: typeof notesKey },
	read: () => Promise<Reading | null>
): Promise<OpenSecret> {
	if (reading.notesKey) return reading.notesKey;
	await makeNotesKey(reading, hand, door.notesKey);
	const made = (await read())?.notesKey;
	if (!made) throw new TipError('notes_unproven');
	return made;
}
