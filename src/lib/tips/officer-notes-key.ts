import { Problem } from '#lib/platform/problem.ts';
import type { Reading } from './officer-reading.ts';
import { staying } from './officer-rekey.ts';
import { listFor, sealKeys, type Hand } from './officer-sealing.ts';
import type { notesKey } from './officer-tips.ts';

/** Makes the key of the notes for every member of the proven list. Whoever comes second leaves the first one's be. */
export async function makeNotesKey(reading: Reading, hand: Hand, send: typeof notesKey) {
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
