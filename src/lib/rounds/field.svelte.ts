/**
 * The field app of one officer on this device: their day and what they did, locked behind a PIN or a passkey, and the sending of
 * it. One a page.
 *
 * Offline nobody knows who is signed in: `Field.owners()` says whose day lies here, and that officer's PIN opens it. The idle
 * limit ends the server's session and locks this; the day stays until it is over.
 */
import { lockWhenIdle } from '#lib/platform/idle-lock.ts';
import { Problem } from '#lib/platform/problem.ts';
import { Book } from './book.ts';
import { forgetOldDays, keepDay, readDay, type Day } from './day.ts';
import type { Send } from './drainer.ts';
import { owners, type Owner } from './owners.ts';
import { Outbox } from './outbox.svelte.ts';
import { Store } from './store.ts';
import type { VaultRow } from './vault-rows.ts';
import { Vault, type HeldPasskey, type Officer, type Open } from './vault.ts';

export type { Owner } from './owners.ts';
type Word = 'made' | 'gone' | 'day';

export class Field {
	readonly officer: Officer;
	readonly outbox: Outbox;
	readonly #vault: Vault;
	readonly #channel: BroadcastChannel;
	#open: Open | null = null;
	#unwatch: (() => void) | undefined;
	#state = $state<'none' | 'locked' | 'open'>('none');
	#day = $state.raw<Day | null>(null);
	#others = $state.raw<readonly Owner[]>([]);
	#unsent = $state(0);
	#row: VaultRow | null = $state.raw(null);

	private constructor(officer: Officer, send: Send, store: Store) {
		this.officer = officer;
		this.#vault = new Vault(store, officer);
		this.outbox = new Outbox(officer.id, send);
		this.outbox.onSent(() => void this.#endIfSent());
		this.#channel = new BroadcastChannel(`gandan-field:${officer.id}`);
		this.#channel.onmessage = ({ data }: MessageEvent<Word>) => void this.#heard(data);
	}

	/** Everybody whose day or unsent work is on this device; nothing else can be known of it without their PIN. */
	static async owners(): Promise<Owner[]> {
		const store = new Store();
		return owners(store).finally(() => store.close());
	}

	/** @throws Problem `storage_failed`, `storage_full` */
	static async open(officer: Officer, send: Send): Promise<Field> {
		const field = new Field(officer, send, new Store());
		await forgetOldDays(field.#vault.store);
		await field.#look();
		return field;
	}

	/** `none`: nothing of this officer is here, and a PIN has to be made first. */
	get state() {
		return this.#state;
	}
	/** The kept day; null until one is kept, and while it is locked. */
	get day(): unknown {
		return this.#day;
	}
	/** How many entries are not sent, known while it is locked too. */
	get unsent(): number {
		return this.#state === 'open' ? this.outbox.waiting : this.#unsent;
	}
	/** Colleagues whose unsent work lies here. It is theirs to send: nobody else can read it or send it. */
	get others(): readonly Owner[] {
		return this.#others.filter(({ unsent }) => unsent > 0);
	}
	/** The passkey that opens it, if one was made. */
	get passkey(): { credential: Uint8Array<ArrayBuffer>; salt: Uint8Array<ArrayBuffer> } | null {
		return this.#row?.passkey ?? null;
	}

	/** A vault under a PIN, open at once. @throws Problem `vault_there`, `storage_full` */
	async make(pin: string, idleMinutes = 30): Promise<void> {
		const open = await this.#vault.make(pin, idleMinutes);
		this.#say('made');
		await this.#opened(open);
	}

	/** @throws Problem `wrong_pin`, `pin_wait` with `retryAfter` in seconds */
	async unlock(pin: string): Promise<void> {
		await this.#opened(await this.#vault.unlock(pin));
	}

	/** @throws Problem `wrong_passkey` */
	async unlockBy(passkey: Pick<HeldPasskey, 'secret'>): Promise<void> {
		await this.#opened(await this.#vault.unlockBy(passkey));
	}

	/** A passkey beside the PIN. @throws Problem `wrong_pin`, `pin_wait` */
	async addPasskey(pin: string, passkey: HeldPasskey): Promise<void> {
		await this.#vault.addPasskey(pin, passkey);
		this.#row = await this.#vault.row();
	}

	/** @throws Problem `wrong_pin`, `pin_wait` */
	changePin(old: string, pin: string): Promise<void> {
		return this.#vault.changePin(old, pin);
	}

	/** Nothing of it stays in the page's memory. What is under way to the server ends. */
	lock() {
		this.#shut();
		if (this.#state === 'open') this.#state = 'locked';
		void this.#look();
	}

	/** Puts the day on the disk; resolves when it is there. @throws Problem `storage_full`, `locked` */
	async keep(day: Day): Promise<void> {
		if (!this.#open) throw new Problem({ code: 'locked', status: 423 });
		await keepDay(this.#vault, this.#open, day);
		this.#day = day;
		this.#say('day');
	}

	/** For a chosen sign-out: key, day and all go. @throws Problem `unsent` with `count` while something was not sent */
	async forget(): Promise<void> {
		await this.#vault.forget();
		await this.#gone();
	}

	/** For who has lost the PIN: what was not sent goes as well. The page has asked, and somebody has signed in. */
	async startOver(): Promise<void> {
		await this.#vault.startOver();
		await this.#gone();
	}

	/** The session ended for good (signed out elsewhere, account closed), not by idling: the vault goes once all is sent. */
	async sessionEnded(): Promise<void> {
		await this.#vault.endOnceSent();
		await this.#look();
		await this.#endIfSent();
	}

	/** The page is left. */
	close() {
		this.#shut();
		this.#channel.close();
		void this.#vault.store.close();
	}

	async #opened(open: Open) {
		const day = await readDay(this.#vault, open);
		this.#open = open;
		await this.outbox.open(new Book(this.#vault, open));
		await this.#look();
		this.#day = day;
		this.#state = 'open';
		this.#unwatch = lockWhenIdle(this.#row?.idleMinutes ?? 30, () => this.lock());
	}

	#shut() {
		this.#unwatch?.();
		this.#unwatch = undefined;
		this.outbox.shut();
		this.#open = null;
		this.#day = null;
	}

	async #gone() {
		this.#say('gone');
		this.#shut();
		await this.#look();
	}

	async #endIfSent() {
		if (!this.#row?.ending || (await this.#vault.unsent()) > 0) return;
		await this.forget();
	}

	#say(word: Word) {
		this.#channel.postMessage(word);
	}

	async #heard(word: Word) {
		if (word === 'day' && this.#open) this.#day = await readDay(this.#vault, this.#open);
		if (word === 'gone') this.#shut();
		if (word !== 'day') await this.#look();
	}

	/** What can be known without a key. */
	async #look() {
		const row = await this.#vault.row();
		const all = await owners(this.#vault.store);
		this.#row = row;
		this.#others = all.filter(({ id }) => id !== this.officer.id);
		this.#unsent = all.find(({ id }) => id === this.officer.id)?.unsent ?? 0;
		if (!row) this.#state = 'none';
		else if (!this.#open) this.#state = 'locked';
	}
}
