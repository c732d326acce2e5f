import { isRefusal } from '#lib/platform/command.svelte.ts';
import { Problem } from '#lib/platform/problem.ts';
import type { Holder } from '#lib/sealed/returning.ts';
import type { OpenedTip } from './lookup.ts';
import { NextMessage } from './next-message.svelte.ts';
import type { TipDoors } from './tip-doors.ts';
import type { Reading } from './tip-reading.ts';
import { isStale, roomRefused, type Reply } from './tip-reply.ts';
import { TipSource } from './tip-source.ts';
import { isWorkOver } from './tip-upload.ts';

/** A tip in the hands of who sent it. Everything of it is in this page's memory, and nowhere else. */
export class OpeningTip {
	/** What is being written, and the files that go along. */
	readonly next: NextMessage;
	#doors: TipDoors;
	#self: Holder | null;
	#source: TipSource;
	#found = $state.raw<OpenedTip>() as OpenedTip;
	#reading = $state.raw<Reading | null>(null);
	#fetched = $state(0);
	#busy = $state<'reading' | 'sending' | null>(null);
	#trouble = $state.raw<Problem | null>(null);
	/** Sent, and nobody knows whether it arrived: the same item goes out again before anything new does. */
	#pending = $state.raw<Reply | null>(null);

	constructor(doors: TipDoors, self: Holder, found: OpenedTip) {
		this.#doors = doors;
		this.#self = self;
		this.#found = found;
		this.#source = new TipSource(doors);
		this.next = new NextMessage(doors);
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
	get busy(): 'reading' | 'sending' | null {
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

	get draft(): string {
		return this.next.text;
	}
	set draft(text: string) {
		this.next.text = text;
	}

	/** Reads the thread to its first item. What went wrong is in `trouble`; what was read stays. */
	async read() {
		await this.#quietly(() => this.#take(this.#found));
	}

	async refresh() {
		await this.#quietly(() => this.#again());
	}

	/**
	 * Sends the draft. An officer who was quicker is read first, then it is sealed and signed anew. True when the unit has
	 * exactly this; false when an earlier one had arrived, and what is newer still stands here.
	 * @throws Problem; all of it stays
	 */
	async say(): Promise<boolean> {
		if (this.#busy) return false;
		this.#busy = 'sending';
		try {
			return await this.#say(this.draft.trim());
		} finally {
			this.#busy = null;
		}
	}

	forget() {
		this.#self?.signer.secret.fill(0);
		this.#self = null;
		this.#source.forget();
		this.#reading = null;
		this.#pending = null;
		this.next.forget();
	}

	async #say(text: string): Promise<boolean> {
		if (this.#pending) {
			const asIs = this.next.is(this.#pending);
			if (await this.#settle()) return asIs;
		}
		const mended: string[] = [];
		for (;;) {
			try {
				await this.#send(await this.#seal(text));
				return true;
			} catch (problem) {
				await this.#mend(problem, mended);
			}
		}
	}

	/** Gets ready for another try, once for each cause. @throws what cannot be mended so */
	async #mend(problem: unknown, mended: string[]) {
		const cause = isStale(problem) ? 'stale' : isWorkOver(problem) ? 'work' : null;
		if (!cause || mended.includes(cause)) throw problem;
		mended.push(cause);
		if (cause === 'stale') await this.#again();
		else this.next.payAnew();
	}

	/** Sends again what may have been lost. False: it had not arrived, and another wrote in its place. */
	async #settle(): Promise<boolean> {
		try {
			await this.#send(this.#pending!);
			return true;
		} catch (problem) {
			if (!isStale(problem)) throw problem;
			await this.#again();
			return false;
		}
	}

	async #seal(text: string): Promise<Reply> {
		const thread = this.#reading?.thread;
		const self = this.#self;
		if (!thread || !self || this.writing !== 'open') throw roomRefused();
		return this.next.seal(text, self, thread, this.#found);
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

	#delivered(reply: Reply) {
		this.#pending = null;
		this.next.delivered(reply);
	}

	async #again() {
		await this.#take(await this.#doors.open(null));
	}

	async #take(found: OpenedTip) {
		this.#found = found;
		const sealed = this.#pending?.item.sealed;
		if (sealed && found.items.some((item) => item.sealed === sealed))
			this.#delivered(this.#pending!);
		const self = this.#self;
		if (!self || this.erased) return;
		this.#reading = await this.#source.read(found, self, (count) => (this.#fetched = count));
	}

	async #quietly(work: () => Promise<void>) {
		if (this.#busy) return;
		this.#busy = 'reading';
		try {
			await this.#watch(work);
		} finally {
			this.#busy = null;
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
