/** Officers' notes: items of the room D, apart from the thread and in no order but that of the clock. */
import { digestOf } from './digest.ts';
import type { Envelope } from './envelope.ts';
import { openItem, sealItem } from './item.ts';
import type { OfficerOf } from './judge.ts';
import { SealedError, type Damage } from './problem.ts';
import type { OpenSecret } from './room.ts';
import type { Signer } from './signed.ts';

export type NoteEntry = { id: string; envelope: Envelope } | { id: string; damaged: Damage };

/** Who may hand on a room D, and write in it. */
interface Officers {
	officerOf: OfficerOf;
	/** Of the thread: whose lists count (see `Thread.unit`). */
	unit: string | null;
}

/**
 * The room D of an epoch that an officer of the list signed; a server's own is refused.
 * @throws SealedError `room_refused`
 */
export function notesRoom(
	given: { tip: string; epoch: number; secrets: OpenSecret[] } & Officers
): OpenSecret {
	const room = given.secrets.find(
		({ tip, epoch, room, signed }) =>
			tip === given.tip &&
			epoch === given.epoch &&
			room === 'D' &&
			signed !== null &&
			isOfficer(given, signed.list, signed.by)
	);
	if (!room) throw new SealedError('room_refused');
	return room;
}

/** Seals a note to `room`, as `notesRoom` gave it. @throws SealedError `room_refused`, `too_long` */
export async function sealNote(
	room: OpenSecret,
	note: { list: number; at: string; content: unknown },
	signer: Signer
): Promise<Uint8Array> {
	if (room.room !== 'D') throw new SealedError('room_refused');
	const { tip, epoch, recipient } = room;
	const place = { tip, epoch, room: digestOf(recipient), seq: 0, prev: null };
	return sealItem({ ...note, ...place, kind: 'note', dir: 'out' }, signer, recipient);
}

/** Opens notes; each has an entry, damaged or not, and nothing is thrown. */
export async function openNotes(
	given: {
		tip: string;
		notes: { id: string; epoch: number; sealed: Uint8Array }[];
		secrets: OpenSecret[];
	} & Officers
): Promise<NoteEntry[]> {
	const entries: NoteEntry[] = [];
	for (const { id, epoch, sealed } of given.notes) {
		try {
			const room = notesRoom({ ...given, epoch });
			const { envelope } = await openItem(sealed, room.identity);
			const damaged = damageOf(envelope, room, given);
			entries.push(damaged === null ? { id, envelope } : { id, damaged });
		} catch (error) {
			if (!(error instanceof SealedError)) throw error;
			const { code } = error;
			entries.push({ id, damaged: code === 'room_refused' ? 'room' : (code as Damage) });
		}
	}
	return entries;
}

function damageOf(envelope: Envelope, room: OpenSecret, officers: Officers): Damage | null {
	if (envelope.tip !== room.tip) return 'foreign';
	if (envelope.kind !== 'note' || envelope.dir !== 'out') return 'shape';
	if (envelope.epoch !== room.epoch || envelope.room !== digestOf(room.recipient)) return 'room';
	return isOfficer(officers, envelope.list, envelope.by) ? null : 'signer';
}

/** After a hand-over, the notes of the unit before it stay as good as they were: its lists count as well. */
function isOfficer({ officerOf, unit }: Officers, list: number, verify: string): boolean {
	return officerOf(list, verify, unit) || (unit !== null && officerOf(list, verify, null));
}
