import type { Holder } from '#lib/sealed/cipher.ts';
import { Deciding } from './officer-deciding.ts';
import type { Desks } from './officer-desks.ts';
import { openFile, type TipFile } from './officer-files.ts';
import { toldWhenLeft } from './officer-left.ts';
import { TipError } from './officer-problem.ts';
import { loadCipher, readTip, type Cipher, type Reading } from './officer-reading.ts';
import type { NoteText } from './officer-notes.ts';
import { notesKeyOf } from './officer-notes-key.ts';
import { epochsOf, makeGrant, makeRekey } from './officer-rekey.ts';
import { RoomKey } from './officer-room-key.svelte.ts';
import { makeMessage, makeNote, type Hand, type Receiver } from './officer-sealing.ts';
import { TipSending, type Commands } from './officer-sending.svelte.ts';
import type * as verbs from './officer-tips.ts';

export type TipDoor = Commands & Pick<typeof verbs, 'open' | 'notesKey' | 'part' | 'erase'>;
type Parts = { door: TipDoor; desks: Desks; now: () => Date; cipher?: () => Promise<Cipher> };

/**
 * The open tip of an officer who has unlocked their keys. Texts and keys are held here alone and forgotten by `wipe`.
 * Whatever is written names what was read last, and goes to no room but the one that the thread itself proves.
 */
export class OpenedTip {
	readonly decide = new Deciding((name, said, make) => this.#run(name, said, make));
	#parts: Parts;
	#sending: TipSending;
	#hand: Hand | null = null;
	#id: string | null = null;
	#reading = $state.raw<Reading | null>(null);
	#failed = $state.raw<unknown>(null);
	#room = new RoomKey();
	#asked = 0;
	#answered = 0;

	constructor(parts: Parts) {
		this.#parts = parts;
		this.#sending = new TipSending(parts.door, async () => (await this.#read())?.tip ?? null);
	}

	get reading() {
		return this.#reading;
	}
	get failed() {
		return this.#failed;
	}
	get key() {
		return this.#room.state;
	}
	get keyFailed() {
		return this.#room.failed;
	}

	/** Verify key of the officer at this desk. */
	get me(): string | null {
		return this.#hand?.holder.signer.verify ?? null;
	}

	/** Opens a tip with an officer's keys; replaces its key when somebody who left still holds it. */
	async show(id: string, holder: Holder): Promise<void> {
		this.wipe();
		this.#id = id;
		try {
			const cipher = await (this.#parts.cipher ?? loadCipher)();
			if (this.#id !== id) return;
			this.#hand = { holder, cipher, now: this.#parts.now };
			await this.#read();
		} catch (problem) {
			if (this.#id === id) this.#failed = problem;
			return;
		}
		await this.#replaceDue();
	}

	/** Reads what is new; what was known stays when nobody answers. */
	async refresh(): Promise<void> {
		if (this.#hand && !this.#sending.busy) await this.#read().catch(() => undefined);
	}

	/** Forgets every text and key. */
	wipe() {
		this.#id = null;
		this.#hand = null;
		this.#reading = null;
		this.#failed = null;
		this.#room.wipe();
		this.#sending.wipe();
	}

	say(text: string, question: boolean): Promise<boolean> {
		return this.#run('say', { text, question }, (reading, hand) =>
			makeMessage(reading, hand, text, question)
		);
	}

	/** A note for the members; makes the key of the notes at its first use. */
	note(content: NoteText): Promise<boolean> {
		return this.#run('note', content, async (reading, hand) => {
			const room = await notesKeyOf(reading, hand, this.#parts.door, () => this.#read());
			return this.#hand === hand ? makeNote(this.#reading ?? reading, hand, room, content) : null;
		});
	}

	/** A new key for the room, without one officer. */
	remove(verify: string): Promise<boolean> {
		return this.#run('rekey', { without: verify }, (reading, hand) =>
			makeRekey(reading, hand, { without: verify })
		);
	}

	/** Hands the tip to the desk of another unit, with every key it needs to be read from the first word. */
	move(unit: string): Promise<boolean> {
		return this.#pressed(async (left) => {
			const to = await this.#parts.desks.newest(unit);
			for (const officer of to.members) if (left() || !(await this.#give(officer))) return false;
			if (left()) return false;
			return this.#run('rekey', { unit }, (reading, hand) => makeRekey(reading, hand, { to }));
		});
	}

	/** Gives the keys to one more officer of the unit's proven list. */
	async grant(verify: string): Promise<boolean> {
		const officer = this.#reading?.desk?.members.find((member) => member.verify === verify);
		if (!officer) throw new TipError('not_proven');
		return this.#give(officer);
	}

	/** The bytes of an attachment, proven. @throws TipError `part_missing`, `part_damaged` */
	file(file: TipFile): Promise<Uint8Array> {
		return this.make((reading, { cipher }, door) => openFile(file, reading, cipher, door.part));
	}

	/** For what is made of the tip apart from its thread. @throws TipError `not_proven` when it is not open */
	async make<T>(work: (reading: Reading, hand: Hand, door: TipDoor) => Promise<T>): Promise<T> {
		const [reading, hand] = [this.#reading, this.#hand];
		if (!reading || !hand) throw new TipError('not_proven');
		return work(reading, hand, this.#parts.door);
	}

	/** One command an epoch, since a new key may come between them. */
	async #give(officer: Receiver): Promise<boolean> {
		const hand = this.#hand;
		const epochs = this.#reading ? epochsOf(this.#reading) : [];
		for (const epoch of epochs) {
			if (this.#hand !== hand) return false;
			const said = { verify: officer.verify, epoch };
			const done = await this.#run('grant', said, (reading, hand) =>
				makeGrant(reading, hand, officer, epoch)
			);
			if (!done) return false;
		}
		return epochs.length > 0;
	}

	async #replaceDue() {
		const hand = this.#hand;
		const left = () => this.#hand !== hand;
		const due = () => this.#reading?.tip.members.some((member) => member.due);
		if (!hand || !due()) return;
		await this.#room.replace(left, () =>
			// Another member's browser may have been quicker.
			this.#sending.run('rekey', {}, () =>
				this.#reading && !left() && due() ? makeRekey(this.#reading, hand, {}) : null
			)
		);
	}

	async #run(
		name: keyof Commands,
		said: object,
		make: (reading: Reading, hand: Hand) => ReturnType<Parameters<TipSending['run']>[2]>
	): Promise<boolean> {
		return this.#pressed((left, hand) =>
			// Another tip may be open when its turn comes: what was meant for this one goes nowhere then.
			this.#sending.run(name, said, () =>
				this.#reading && !left() ? make(this.#reading, hand) : null
			)
		);
	}

	async #pressed(work: (left: () => boolean, hand: Hand) => Promise<boolean>): Promise<boolean> {
		const [reading, hand] = [this.#reading, this.#hand];
		if (!reading || !hand) return false;
		const left = () => this.#hand !== hand;
		return toldWhenLeft(reading.tip.reference, left, () => work(left, hand));
	}

	/** The tip as the newest question found it; null when another was opened meanwhile. */
	async #read(): Promise<Reading | null> {
		const [id, hand, asked] = [this.#id, this.#hand, ++this.#asked];
		if (!id || !hand) return null;
		const tip = await this.#parts.door.open(id);
		const reading = await readTip(tip, hand.holder, this.#parts.desks, hand.cipher);
		if (this.#hand !== hand) return null;
		if (asked < this.#answered) return this.#reading;
		this.#answered = asked;
		this.#reading = reading;
		return reading;
	}
}
