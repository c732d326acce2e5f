/** What was done on the road and the server has not answered yet, for the page. It lies on the disk (`Book`); this shows it. */
import { Problem } from '#lib/platform/problem.ts';
import type { Book } from './book.ts';
import { atRest, drain, type Send } from './drainer.ts';
import { find, type Answer, type Entry, type NewEntry } from './entry.ts';
import { Waker } from './waker.ts';

export type { Answer, Entry, EntryProblem, NewEntry } from './entry.ts';
type Heard = { changed: true } | { sending: string | null };
type Sent = (entry: Entry, answer: Answer) => void;

export class Outbox {
	readonly #officer: string;
	readonly #send: Send;
	readonly #waker = new Waker(() => void this.drain());
	#book: Book | null = null;
	#channel: BroadcastChannel | undefined;
	#draining: Promise<void> | null = null;
	#asked = false;
	#anyway = false;
	#listeners: Sent[] = [];
	#entries = $state.raw<readonly Entry[]>([]);
	#underWay = $state<string | null>(null);
	#sending = $state(false);
	#stopped = $state.raw<{ why: string; problem: unknown } | null>(null);
	#damaged = $state(0);

	constructor(officer: string, send: Send) {
		this.#officer = officer;
		this.#send = send;
	}

	/** In the order in which they were done; empty while the vault is locked. */
	get entries(): readonly Entry[] {
		return this.#entries.map((one) =>
			one.key === this.#underWay ? { ...one, state: 'sending' } : one
		);
	}
	/** How many are not sent, refused ones among them. */
	get waiting(): number {
		return this.#entries.length;
	}
	/** How many the server has refused: somebody must look at them. */
	get refused(): number {
		return this.#entries.filter(({ state }) => state === 'refused').length;
	}
	/** Something of it is on its way, from this tab or another. */
	get sending(): boolean {
		return this.#sending || this.#underWay !== null;
	}
	/** The session is over: all is kept, and goes out after somebody has signed in again. */
	get needsSignIn(): boolean {
		return this.#stopped?.why === 'sign_in';
	}
	/** Somebody else is signed in: nothing goes out in their name. */
	get otherOfficer(): boolean {
		return this.#stopped?.why === 'other_officer';
	}
	/** Why the last sending stopped, where it was no matter of an entry. */
	get problem(): unknown {
		return this.#stopped?.problem ?? null;
	}
	/** How many records do not open; they are kept. */
	get damaged(): number {
		return this.#damaged;
	}

	/** Resolves when it is on the disk, whatever becomes of this page. @throws Problem `storage_full`, `storage_failed`, `locked` */
	async add(fresh: NewEntry): Promise<Entry> {
		const entry = await this.#opened().add(fresh);
		await this.#changed();
		void this.drain();
		return entry;
	}

	/** Says it otherwise, or once more after a refusal; `version`: of what the officer has looked at since. @throws Problem `sending`, `maybe_sent` */
	async edit(key: string, args: Entry['args'], version?: number | null): Promise<void> {
		await atRest(this.#officer, key, () => this.#opened().edit(key, args, version));
		await this.#changed();
		void this.drain();
	}

	/** A refused one, unchanged: what stood in the way is gone. @throws Problem `sending` */
	again(key: string, version?: number | null): Promise<void> {
		return this.edit(key, find(this.#entries, key).args, version);
	}

	/** Throws it away, on purpose: the page has asked. @throws Problem `sending` */
	async discard(key: string): Promise<void> {
		await atRest(this.#officer, key, () => this.#opened().discard(key));
		await this.#changed();
	}

	/** Tells what was sent and what the server answered; returns what stops it. */
	onSent(listener: Sent): () => void {
		this.#listeners.push(listener);
		return () => void (this.#listeners = this.#listeners.filter((one) => one !== listener));
	}

	/**
	 * Sends what waits, now. A second call while it runs is the same sending, which looks once more at its end. `anyway`: by hand,
	 * although the browser says that there is no line.
	 */
	drain(anyway = false): Promise<void> {
		this.#asked = true;
		this.#anyway ||= anyway;
		this.#draining ??= this.#drainAll().finally(() => (this.#draining = null));
		return this.#draining;
	}

	/** The vault was opened: shows what lies in it, and begins to send. */
	async open(book: Book): Promise<void> {
		this.#book = book;
		this.#channel = new BroadcastChannel(`gandan-field-outbox:${this.#officer}`);
		this.#channel.onmessage = ({ data }: MessageEvent<Heard>) => {
			if ('sending' in data) this.#underWay = data.sending;
			else void this.#look().catch(() => undefined); // a vault that is gone is the field's to tell
		};
		await this.#look();
		this.#waker.start();
		void this.drain();
	}

	/** The vault was locked, or the page left: nothing stays in memory, and nothing more goes out from here. */
	shut() {
		this.#waker.stop();
		this.#channel?.close();
		this.#book = null;
		this.#entries = [];
		this.#underWay = null;
		this.#stopped = null;
	}

	async #drainAll(): Promise<void> {
		this.#sending = true;
		while (this.#asked && this.#book) {
			const anyway = this.#anyway;
			this.#asked = this.#anyway = false;
			await this.#drainOnce(this.#book, anyway);
		}
		this.#sending = false;
		const stopped = this.#stopped;
		if (!this.#book) return;
		if (stopped?.why === 'no_answer') this.#waker.later(stopped.problem);
		else this.#waker.calm();
	}

	async #drainOnce(book: Book, anyway: boolean): Promise<void> {
		try {
			const stop = await drain(this.#officer, book, this.#send, {
				anyway,
				goesOn: () => this.#book === book,
				sending: (key) => this.#say({ sending: (this.#underWay = key) }),
				sent: async (entry, answer) => {
					await this.#changed();
					for (const listener of this.#listeners) listener(entry, answer);
				}
			});
			this.#stopped = stop.why === 'done' ? null : stop;
		} catch (problem) {
			// The disk, not the line.
			this.#stopped = { why: 'no_answer', problem };
		}
		// A vault that is gone is the field's to tell.
		if (this.#book === book) await this.#changed().catch(() => undefined);
	}

	#opened(): Book {
		if (!this.#book) throw new Problem({ code: 'locked', status: 423 });
		return this.#book;
	}

	#say(heard: Heard) {
		// Closed when the vault was locked meanwhile.
		if (this.#book) this.#channel?.postMessage(heard);
	}

	/** Shows what lies on the disk now, here and in the other tabs. */
	async #changed() {
		this.#say({ changed: true });
		await this.#look();
	}

	async #look() {
		const book = this.#book;
		const entries = (await book?.entries()) ?? [];
		if (!book || this.#book !== book) return;
		this.#entries = entries;
		this.#damaged = book.damaged;
	}
}
