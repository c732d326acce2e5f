import { digestOf } from './digest.ts';
import type { Envelope } from './envelope.ts';
import type { Holder } from './holder.ts';
import { openItem } from './item.ts';
import { Judge, type OfficerOf, type Opened, type Sender } from './judge.ts';
import { SealedError, type Damage } from './problem.ts';
import type { OpenSecret } from './room.ts';

export interface ThreadGiven {
	tip: string;
	items: { seq: number; epoch: number; sealed: Uint8Array }[];
	/** The reader's own; those of other tips and of D are passed over. */
	secrets: OpenSecret[];
	/** The sender, when it is the sender who reads. */
	self?: Holder;
	officerOf: OfficerOf;
	/** False while older items are still to be fetched. */
	complete: boolean;
}

export type Entry = { seq: number; envelope: Envelope } | { seq: number; damaged: Damage };

export interface Thread {
	tip: string;
	/** Oldest first. Of a gap, its first number stands here as damaged. */
	entries: Entry[];
	citizen: Sender | null;
	/** Where the next item goes; null while nothing pins the room, or the reader's key is not the pinned one. */
	room: { epoch: number; recipient: string } | null;
	/** The last number that is taken, and the hash of that item. */
	seq: number;
	lastHash: string;
	/** The newest desk list that the thread names, and the unit it was handed to (null: whom it was sent to). */
	list: number;
	unit: string | null;
	/** The unit whose officers wrote in each epoch (null: whom it was sent to), as far as valid rekeys tell. */
	units: ReadonlyMap<number, string | null>;
}

/** Opens and judges a thread. Whatever the server gives, each item has an entry and nothing is thrown. */
export async function openThread(given: ThreadGiven): Promise<Thread> {
	const rooms = roomsOf(given);
	const rows: Opened[] = [];
	for (const item of [...given.items].sort((one, other) => one.seq - other.seq))
		rows.push({
			...item,
			hash: digestOf(item.sealed),
			...(await opened(item.sealed, rooms.get(item.epoch)))
		});
	const judge = new Judge(given, rooms, rows);
	const entries: Entry[] = [];
	for (const row of rows) {
		const gap = judge.gapBefore(row);
		if (gap !== null) entries.push({ seq: gap, damaged: 'sequence' });
		const damaged = judge.damageOf(row);
		entries.push(
			damaged === null ? { seq: row.seq, envelope: row.envelope! } : { seq: row.seq, damaged }
		);
	}
	const last = rows.at(-1);
	return {
		tip: given.tip,
		entries,
		citizen: judge.citizen,
		room: judge.room(),
		seq: last?.seq ?? -1,
		lastHash: last?.hash ?? '',
		list: judge.list,
		unit: judge.unit,
		units: judge.units
	};
}

/** The reader's key T of each epoch. */
function roomsOf({ tip, secrets }: ThreadGiven): Map<number, OpenSecret> {
	const own = secrets.filter((secret) => secret.tip === tip && secret.room === 'T');
	return new Map(own.map((secret) => [secret.epoch, secret]));
}

async function opened(
	sealed: Uint8Array,
	room: OpenSecret | undefined
): Promise<{ envelope: Envelope | null; damage: Damage | null }> {
	if (!room) return { envelope: null, damage: 'cannot_open' };
	try {
		return { ...(await openItem(sealed, room.identity)), damage: null };
	} catch (error) {
		if (!(error instanceof SealedError)) throw error;
		// `openItem` refuses with these alone.
		return { envelope: null, damage: error.code as Damage };
	}
}
