import { isRefusal } from '#lib/platform/command.svelte.ts';
import { Problem } from '#lib/platform/problem.ts';
import type { Holder } from '#lib/sealed/cipher.ts';
import type { Cipher } from './cipher.ts';
import type { AskDesk, DeskPage, OpenedTip, SayItem } from './lookup.ts';
import { TipFrames } from './tip-frames.ts';
import { TipLists, type Floors } from './tip-lists.ts';
import { readTip, type Reading } from './tip-reading.ts';
import { replyOf, roomRefused, type Reply } from './tip-reply.ts';
import { isTooLong } from './tip-room.ts';

export type TipDoors = {
	floors: Floors;
	cipher: Cipher;
	open(before: number | null): Promise<OpenedTip>;
	say(key: string, version: number, item: SayItem): Promise<OpenedTip>;
	desk(asked: AskDesk): Promise<DeskPage>;
	/** By the server's clock; only its hour is written. */
	now(): Date;
};

const is = (problem: unknown, code: string) => problem instanceof Problem && problem.code === code;

/** A tip in the hands of who sent it. Everything of it is in this page's memory, and nowhere else. */
export class OpeningTip {
	/** What is being written. It stays until the unit has it. */
	draft = $state('');
	#doors: TipDoors;
	#self: Holder | null;
	#frames = new TipFrames();
	#lists: TipLists;
	#found = $state.raw<OpenedTip>() as OpenedTip;
	#reading = $state.raw<Reading | null>(null);
	#fetched = $state(0);
	#busy = $state(false);
	#trouble = $state.raw<Problem | null>(null);
	/** Sent, and nobody knows whether it arrived: the same item goes out again before anything new does. */
	#pending = $state.raw<Reply | null>(null);

	constructor(doors: TipDoors, self: Holder, found: OpenedTip) {
		this.#doors = doors;
		this.#self = self;
		this.#found = found;
		this.#lists = new TipLists(doors);
	}

	get found(): OpenedTip {
		return this.#found;
	}
	/** Null while the thread is still on its way. */
	get reading(): Reading | null {
		return this.#reading;
	}
	/** Items that are here, of how many. */
	get progress(): { have: number; of: number } {
		return { have: this.#fetched, of: this.#found.seq + 1 };
	}
	get busy(): boolean {
		return this.#busy;
	}
	/** Why what stands on the page may not be all or not the newest. */
	get trouble(): Problem | null {
		return this.#trouble;
	}
	/** Something was sent and nobody knows yet whether it arrived. */
	get unsure(): boolean {
		return this.#pending !== null && !this.#busy;
	}
	/** Its words were deleted when their time was over; the number and the outcome stay. */
	get erased(): boolean {
		return this.#found.items.length === 0;
	}
	/** Whether something may be written; `unpinned`: nothing proves that only the right people would read it. */
	get writing(): 'open' | 'ended' | 'unpinned' {
		if (!this.#found.actions.includes('message')) return 'ended';
		return this.#reading?.thread.room?.epoch === this.#found.epoch ? 'open' : 'unpinned';
	}

	/** Reads the thread to its first item. What went wrong is in `trouble`; what was read stays. */
	async read() {
		await this.#quietly(() => this.#take(this.#found));
	}

	async refresh() {
		await this.#quietly(async () => this.#take(await this.#doors.open(null)));
	}

	/**
	 * Sends the draft. An officer who was quicker is read first, then it is sealed and signed anew, once. True when the unit
	 * has exactly this; false when an earlier wording had arrived, and the newer one still stands in the draft.
	 * @throws Problem; the draft stays
	 */
	async say(): Promise<boolean> {
		if (this.#busy) return false;
		this.#busy = true;
		try {
			return await this.#say(this.draft.trim());
		} finally {
			this.#busy = false;
		}
	}

	forget() {
		this.#self?.signer.secret.fill(0);
		this.#self = null;
		this.#frames.forget();
		this.#reading = null;
		this.#pending = null;
		this.draft = '';
	}

	async #say(text: string): Promise<boolean> {
		if (isTooLong(text)) throw new Problem({ code: 'too_long', field: 'message', status: 422 });
		if (this.#pending && (await this.#settle())) return this.draft === '';
		try {
			await this.#send(await this.#seal(text));
		} catch (problem) {
			if (!is(problem, 'stale')) throw problem;
			await this.#take(await this.#doors.open(null));
			await this.#send(await this.#seal(text));
		}
		return true;
	}

	/** Sends again what may have been lost. False: it had not arrived, and another wrote in its place. */
	async #settle(): Promise<boolean> {
		try {
			await this.#send(this.#pending!);
			return true;
		} catch (problem) {
			if (!is(problem, 'stale')) throw problem;
			await this.#take(await this.#doors.open(null));
			return false;
		}
	}

	async #seal(text: string): Promise<Reply> {
		const { cipher, now } = this.#doors;
		const thread = this.#reading?.thread;
		const self = this.#self;
		if (!thread || !self || this.writing !== 'open') throw roomRefused();
		return replyOf({ cipher, self, thread, found: this.#found, text, now: now() });
	}

	async #send(reply: Reply) {
		this.#pending = reply;
		const found = await this.#doors.say(reply.key, reply.version, reply.item).catch((problem) => {
			if (isRefusal(problem)) this.#pending = null;
			throw problem;
		});
		this.#delivered(reply);
		// It is there, whatever happens to what is read now.
		await this.#watch(() => this.#take(found));
	}

	#delivered({ text }: Reply) {
		this.#pending = null;
		if (this.draft.trim() === text) this.draft = '';
	}

	async #take(found: OpenedTip) {
		this.#found = found;
		const sealed = this.#pending?.item.sealed;
		if (sealed && found.items.some((item) => item.sealed === sealed))
			this.#delivered(this.#pending!);
		const self = this.#self;
		if (!self || this.erased) return;
		await this.#frames.take(
			found,
			(before) => this.#doors.open(before),
			(count) => (this.#fetched = count)
		);
		const { cipher } = this.#doors;
		this.#reading = await readTip({
			found,
			frames: this.#frames,
			lists: this.#lists,
			self,
			cipher
		});
	}

	async #quietly(work: () => Promise<void>) {
		if (this.#busy) return;
		this.#busy = true;
		try {
			await this.#watch(work);
		} finally {
			this.#busy = false;
		}
	}

	async #watch(work: () => Promise<void>) {
		try {
			await work();
			this.#trouble = null;
		} catch (problem) {
			if (!(problem instanceof Problem)) throw problem;
			this.#trouble = problem;
		}
	}
}
