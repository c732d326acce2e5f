import { isRefusal } from '#lib/platform/command.svelte.ts';
import { Problem } from '#lib/platform/problem.ts';
import type { Holder, Room } from '#lib/sealed/cipher.ts';
import type { Desks } from './officer-desks.ts';
import { TipError } from './officer-problem.ts';
import { readTip, type Cipher, type Reading } from './officer-reading.ts';
import { makeGrant, makeRekey, staying } from './officer-rekey.ts';
import { listFor, sealKeys, sealNext, sealNote, type Hand, type Key } from './officer-sealing.ts';
import type * as verbs from './officer-tips.ts';
import type { Classified, Closing } from './officer-tips.ts';

export type TipDoor = Pick<
	typeof verbs,
	| 'open'
	| 'say'
	| 'notesKey'
	| 'note'
	| 'classify'
	| 'close'
	| 'acknowledge'
	| 'grant'
	| 'rekey'
>;
type Parts = { door: TipDoor; desks: Desks; cipher: () => Promise<Cipher>; now: () => Date };
type Command = Exclude<keyof TipDoor, 'open' | 'notesKey'>;
type Args = { id: string; sealed?: string };
/** Null: there is nothing to do any more. */
type Make = (reading: Reading, hand: Hand) => Promise<Args> | Args | null;
/** Something sent whose answer is not known yet; the same words go out again as they were sealed. */
type Sent = { said: string; args: Args & { key: string } };

/** Others may write at the same moment; after so many times in a row the officer is asked to press again. */
const TRIES = 5;
/** What is as right as before when somebody else wrote first. What an officer decided about the case is asked again. */
const retried: ReadonlySet<Command> = new Set(['say', 'note', 'grant', 'rekey']);
const isStale = (problem: unknown) => problem instanceof Problem && problem.code === 'stale';

/**
 * The open tip of an officer who has unlocked their keys. Texts and keys are held here alone and forgotten by `wipe`.
 * Whatever is written names what was read last; when somebody else was first, the new is read, sealed and signed again.
 */
export class OpenedTip {
	#parts: Parts;
	#hand: Hand | null = null;
	#id: string | null = null;
	#reading = $state.raw<Reading | null>(null);
	#failed = $state.raw<unknown>(null);
	#busy = $state<string | null>(null);
	#key = $state<'kept' | 'replacing' | 'replaced' | 'failed'>('kept');
	#keyFailed = $state.raw<unknown>(null);
	#sent: Partial<Record<Command, Sent>> = {};

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	get reading() {
		return this.#reading;
	}
	/** Why it could not be opened. */
	get failed() {
		return this.#failed;
	}
	/** The command on its way. */
	get busy() {
		return this.#busy;
	}
	/** What became of the room's key when a member had left. */
	get key() {
		return this.#key;
	}
	get keyFailed() {
		return this.#keyFailed;
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
			const cipher = await this.#parts.cipher();
			if (this.#id !== id) return;
			this.#hand = { holder, cipher, now: this.#parts.now };
			await this.#read();
		} catch (problem) {
			if (this.#id === id) this.#failed = problem;
			return;
		}
		await this.#replaceDue();
	}

	/** Reads what is new. */
	async refresh(): Promise<void> {
		if (!this.#hand || this.#busy) return;
		await this.#read().catch(() => undefined);
	}

	/** Forgets every text and key. */
	wipe() {
		this.#id = null;
		this.#hand = null;
		this.#reading = null;
		this.#failed = null;
		this.#key = 'kept';
		this.#sent = {};
	}

	/** @throws Problem, SealedError, TipError; what was typed is the form's to keep. True when it arrived. */
	say(text: string, question: boolean): Promise<boolean> {
		return this.#write('say', { text, question }, async (reading, hand) => {
			const content = question ? { text, question } : { text };
			const sealed = await sealNext(reading, hand, 'message', content);
			const { case: id, epoch } = reading.tip;
			return { id, item: crypto.randomUUID(), seq: reading.thread.seq, epoch, sealed };
		});
	}

	/** A note for the members; makes the key of the notes at its first use. */
	note(text: string): Promise<boolean> {
		return this.#write('note', { text }, async (reading, hand) => {
			const room = reading.notesKey ?? (await this.#makeNotesKey(reading, hand));
			const sealed = await sealNote(reading, hand, room, text);
			return { id: reading.tip.case, note: crypto.randomUUID(), epoch: reading.tip.epoch, sealed };
		});
	}

	/** A new key for the room: without one officer, or for the desk of another unit. */
	rekey(change: { without?: string; unit?: string }): Promise<boolean> {
		return this.#write('rekey', change, async (reading, hand) => {
			const to = change.unit ? await this.#parts.desks.newest(change.unit) : undefined;
			return makeRekey(reading, hand, { without: change.without, to });
		});
	}

	grant(verify: string): Promise<boolean> {
		return this.#write('grant', { verify }, (reading, hand) => makeGrant(reading, hand, verify));
	}

	classify(as: Classified): Promise<boolean> {
		return this.#write('classify', { as }, ({ tip }) => ({
			id: tip.case,
			version: tip.version,
			as
		}));
	}

	close(as: Closing): Promise<boolean> {
		return this.#write('close', { as }, ({ tip }) => ({
			id: tip.case,
			version: tip.version,
			as
		}));
	}

	acknowledge(): Promise<boolean> {
		return this.#write('acknowledge', {}, ({ tip }) => ({ id: tip.case }));
	}

	async #replaceDue() {
		const due = () => this.#reading?.tip.members.some((member) => member.due);
		if (!due()) return;
		this.#key = 'replacing';
		try {
			// Another member's browser may have been quicker.
			await this.#write('rekey', {}, (reading, hand) => (due() ? makeRekey(reading, hand, {}) : null));
			this.#key = 'replaced';
		} catch (problem) {
			this.#key = 'failed';
			this.#keyFailed = problem;
		}
	}

	/** The first who needs it makes the key; whoever comes second takes the first one's. */
	async #makeNotesKey(reading: Reading, hand: Hand): Promise<Room> {
		const { case: id, epoch } = reading.tip;
		const room = await hand.cipher.newRoom();
		const keys: Key[] = [{ room: 'D', epoch, identity: room.identity }];
		const officers = staying(reading, listFor(reading, hand));
		const secrets = await sealKeys(reading, hand, keys, officers);
		try {
			await this.#parts.door.notesKey({ key: crypto.randomUUID(), id, epoch, secrets });
			return room;
		} catch (problem) {
			if (!(problem instanceof Problem) || problem.code !== 'taken') throw problem;
			const theirs = (await this.#read())?.notesKey;
			if (!theirs) throw new TipError('notes_unproven');
			return theirs;
		}
	}

	/** One command at a time, sent under one key until its answer is known. */
	async #write(name: Command, said: object, make: Make): Promise<boolean> {
		if (!this.#reading || this.#busy) return false;
		this.#busy = name;
		try {
			await this.#send(name, JSON.stringify(said), make);
			await this.#read().catch(() => undefined);
		} finally {
			this.#busy = null;
		}
		return true;
	}

	async #send(name: Command, said: string, make: Make) {
		const earlier = this.#sent[name];
		if (earlier && earlier.said !== said) await this.#forget(name, earlier);
		for (let tried = 1; ; tried++) {
			const args = this.#sent[name]?.args ?? (await make(this.#reading!, this.#hand!));
			if (!args) return;
			const sent = (this.#sent[name] ??= { said, args: { ...args, key: crypto.randomUUID() } });
			try {
				// Each verb is given what was made for it; TypeScript cannot follow the name.
				await (this.#parts.door[name] as (args: object) => Promise<unknown>)(sent.args);
				delete this.#sent[name];
				return;
			} catch (problem) {
				if (isRefusal(problem)) delete this.#sent[name];
				if (!isStale(problem)) throw problem;
				await this.#read();
				if (!retried.has(name) || tried === TRIES) throw problem;
			}
		}
	}

	/** An earlier text may have arrived although its answer was lost: then nothing is sent on top of it unseen. */
	async #forget(name: Command, { args }: Sent) {
		const reading = await this.#read();
		delete this.#sent[name];
		const { items = [], notes = [] } = reading?.tip ?? {};
		if ([...items, ...notes].some(({ sealed }) => sealed === args.sealed))
			throw new TipError('arrived');
	}

	/** The tip as it is now; null when another was opened meanwhile. */
	async #read(): Promise<Reading | null> {
		const [id, hand] = [this.#id, this.#hand];
		if (!id || !hand) return null;
		const tip = await this.#parts.door.open(id);
		const reading = await readTip(tip, hand.holder, this.#parts.desks, hand.cipher);
		if (this.#hand !== hand) return null;
		this.#reading = reading;
		return reading;
	}
}
