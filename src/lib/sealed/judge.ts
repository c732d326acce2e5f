import { isBody, isContent, type Rekey } from './content.ts';
import { digestOf } from './digest.ts';
import type { Envelope } from './envelope.ts';
import type { Damage } from './problem.ts';
import type { OpenSecret } from './room.ts';
import type { ThreadGiven } from './thread.ts';

/** Whether an officer stands in that version of a list; `unit` null: of the unit that the tip was sent to. */
export type OfficerOf = (list: number, verify: string, unit: string | null) => boolean;
export type Sender = { recipient: string; verify: string };

export interface Opened {
	seq: number;
	epoch: number;
	hash: string;
	envelope: Envelope | null;
	damage: Damage | null;
}

/** Goes through a thread in order and says of each item whether it belongs there (TIPS.md §4). */
export class Judge {
	citizen: Sender | null = null;
	list = 0;
	unit: string | null = null;
	/** Whose lists count in each epoch: a unit that takes a tip over gets a new key with it. */
	readonly units = new Map<number, string | null>([[1, null]]);
	readonly #given: ThreadGiven;
	readonly #rooms: Map<number, OpenSecret>;
	/** SHA-256 of the recipient of each epoch, by the body's word and that of every valid rekey. */
	readonly #pins = new Map<number, string>();
	/** The only key that may write `in`, known before the header is judged. */
	readonly #writer: string | null;
	#epoch: number | null;
	#last: Opened | null = null;

	constructor(given: ThreadGiven, rooms: Map<number, OpenSecret>, rows: Opened[]) {
		this.#given = given;
		this.#rooms = rooms;
		this.#epoch = given.complete ? 1 : null;
		const body = rows.find(({ seq }) => seq === 1)?.envelope;
		this.#writer =
			given.self?.signer.verify ??
			(body?.kind === 'body' && isBody(body.content) ? body.content.verify : null);
	}

	/** The first missing number before `row`, or null. */
	gapBefore({ seq }: Opened): number | null {
		const next = this.#last ? this.#last.seq + 1 : this.#given.complete ? 0 : seq;
		return seq > next ? next : null;
	}

	damageOf(row: Opened): Damage | null {
		const damage = this.#judge(row);
		if (damage === null) this.#accept(row.envelope!);
		this.#last = { ...row, damage };
		return damage;
	}

	/** The room that the next item goes to, if the reader's key is the one that is pinned. */
	room(): { epoch: number; recipient: string } | null {
		const epoch = this.#epoch ?? 0;
		const held = this.#rooms.get(epoch);
		if (!held || this.#pins.get(epoch) !== digestOf(held.recipient)) return null;
		return { epoch, recipient: held.recipient };
	}

	#judge(row: Opened): Damage | null {
		if (row.seq === this.#last?.seq) return 'sequence';
		if (this.#isForeignKey(row.epoch)) return 'room';
		const envelope = row.envelope;
		if (!envelope) return row.damage;
		if (envelope.tip !== this.#given.tip) return 'foreign';
		if (envelope.seq !== row.seq) return 'sequence';
		if (!isPlaced(envelope) || !isContent(envelope.kind, envelope.content)) return 'shape';
		if (!this.#isInRoom(envelope, row.epoch)) return 'room';
		if (!this.#mayWrite(envelope)) return 'signer';
		if (envelope.list < this.list) return 'list_back';
		return this.#follows(envelope) ? null : 'chain';
	}

	/** The reader was given a key for the epoch that is not the one which the thread names. */
	#isForeignKey(epoch: number): boolean {
		const pin = this.#pins.get(epoch);
		const held = this.#rooms.get(epoch);
		return pin !== undefined && held !== undefined && pin !== digestOf(held.recipient);
	}

	#isInRoom({ epoch, room, kind, content }: Envelope, claimed: number): boolean {
		const held = this.#rooms.get(epoch);
		if (epoch !== claimed || !held || room !== digestOf(held.recipient)) return false;
		if (this.#epoch !== null && epoch !== this.#epoch) return false;
		if (kind === 'rekey' && (content as Rekey).epoch !== epoch + 1) return false;
		// The header comes before the body that pins its room; the body's own word is checked with the header's.
		if (kind === 'header' || kind === 'body') return epoch === 1;
		return this.#pins.has(epoch) || !this.#given.complete;
	}

	#mayWrite({ dir, by, list, kind, content }: Envelope): boolean {
		if (dir === 'out') return this.#given.officerOf(list, by, this.unit);
		if (by !== this.#writer) return false;
		if (kind !== 'body' || !isBody(content)) return true;
		const { self } = this.#given;
		return content.verify === by && (!self || content.recipient === self.recipient);
	}

	/** An item before it that is damaged or missing takes the blame itself. */
	#follows({ seq, prev }: Envelope): boolean {
		if (seq === 0 || prev === null) return seq === 0 && prev === null;
		const before = this.#last;
		if (before?.seq !== seq - 1 || before.damage !== null) return true;
		return prev === before.hash;
	}

	#accept({ kind, content, epoch, room, list }: Envelope) {
		this.list = list;
		this.#epoch ??= epoch;
		if (kind === 'body' && isBody(content)) {
			this.citizen = { recipient: content.recipient, verify: content.verify };
			this.#pins.set(epoch, room);
		}
		if (kind !== 'rekey') return;
		const { recipient, to } = content as Rekey;
		this.#epoch = epoch + 1;
		this.#pins.set(this.#epoch, digestOf(recipient));
		if (to) [this.unit, this.list] = [to.unit, to.list];
		this.units.set(this.#epoch, this.unit);
	}
}

/** A header, then a body, then what both write; officers alone make a new room. */
function isPlaced({ seq, kind, dir }: Envelope): boolean {
	if (seq === 0) return kind === 'header' && dir === 'in';
	if (seq === 1) return kind === 'body' && dir === 'in';
	return kind === 'message' || (kind === 'rekey' && dir === 'out');
}
