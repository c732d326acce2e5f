/** Officers' notes: items of the room D, apart from the thread and in no order but that of the clock. */
import { digestOf } from './digest.ts';
import type { Envelope } from './envelope.ts';
import { openItem, sealItem } from './item.ts';
import type { OfficerOf } from './judge.ts';
import { SealedError, type Damage } from './problem.ts';
import type { OpenSecret } from './room.ts';
import type { Signer } from './signed.ts';
import type { Thread } from './thread.ts';

export type NoteEntry = { id: string; envelope: Envelope } | { id: string; damaged: Damage };

/** Who may hand on a room D, and write in it. */
interface Officers {
	officerOf: OfficerOf;
	/** Of the thread: whose lists count in which epoch (see `Thread.units`). */
	units: Thread['units'];
}

/**
 * The room D of an epoch that an officer of a list signed; a server's own is refused. Whoever makes the epoch signs it,
 * and whoever hands it on later: an officer of a unit that had the tip in the epoch before, or at any time since.
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
			handedOnBy(given, epoch, signed)
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
	// Nobody but the unit that had the tip then wrote into this room; units that had it before or later did not.
	return isOfficer(officers, room.epoch, envelope) ? null : 'signer';
}

type Signed = { by: string; list: number };

function isOfficer({ officerOf, units }: Officers, epoch: number, { by, list }: Signed): boolean {
	const unit = units.get(epoch);
	return unit !== undefined && officerOf(list, by, unit);
}

function handedOnBy(officers: Officers, from: number, signed: Signed): boolean {
	const epochs = [...officers.units.keys()].filter((epoch) => epoch >= from - 1);
	return officers.units.has(from) && epochs.some((epoch) => isOfficer(officers, epoch, signed));
}
