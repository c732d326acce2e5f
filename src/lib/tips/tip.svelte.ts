import { Command, isRefusal } from '#lib/platform/command.svelte.ts';
import { nothing, oversight, touched, type Answers } from './answers.ts';
import type { Attachments } from './attachments.svelte.ts';
import type { OwnKeys } from './own.ts';
import { readersFor, type Closed, type Readers, type ReadersDoors } from './readers.ts';
import type { Given } from './sealing.ts';
import {
	faultsOf,
	mended,
	readersOf,
	stepAfter,
	stepBefore,
	type Fault,
	type Step
} from './steps.ts';
import type { Sent, Submission } from './tips.ts';

export type TipDoors = ReadersDoors & {
	own: OwnKeys;
	/** What happens after "Gửi". @throws Problem `too_large` */
	seal(given: Given): Promise<Submission>;
	submit(args: Submission & { key: string }): Promise<Sent>;
	/** The unit that serves an area. */
	unitOf(area: string): string;
};

/** `changedSince`: an earlier sending had arrived, so later changes are not in it. */
export type Confirmed = { sent: Sent; code: string; area: string; changedSince: boolean };

/** After these the same tip may be sealed anew: the work was too old, or the list or its readers have changed. */
const again =
	/^(?:proof_\w+|bad_proof|stale_list|unknown_key|unknown_part|quota_used|tip_taken|key_reused|code_taken)$/;

/** One tip, from the first question to the code. It lives in this page alone. */
export class Tip {
	readonly files: Attachments;
	#doors: TipDoors;
	#submitting: Command<Submission, Sent>;
	#step = $state<Step>('area');
	/** Came from the check page to mend one answer. */
	#mending = false;
	#readers = $state.raw<(Readers & { of: string }) | null>(null);
	#closed = $state.raw<(Closed & { of: string }) | null>(null);
	#confirmed = $state.raw<Confirmed | null>(null);
	/** Sealing twice gives other bytes: what was sealed of the same answers goes out again as it is. */
	#sealed: { of: string; request: Submission } | null = null;
	answers = $state<Answers>(nothing());

	constructor(doors: TipDoors, files: Attachments) {
		this.#doors = doors;
		this.files = files;
		this.#submitting = new Command(doors.submit);
	}

	get step(): Step {
		return this.#step;
	}
	/** Why nothing can be sent to the chosen desk; null while it can. */
	get closed(): Closed['closed'] | null {
		return this.#closed?.of === this.#wanted ? this.#closed.closed : null;
	}
	/** The list that holds for the chosen desk. */
	get readers(): Readers | null {
		return this.#readers?.of === this.#wanted ? this.#readers : null;
	}
	get confirmed(): Confirmed | null {
		return this.#confirmed;
	}
	get unsure(): boolean {
		return this.#submitting.unsure;
	}
	/** Leaving now would lose something. */
	get touched(): boolean {
		return touched(this.answers, this.files.count + this.files.held.length > 0);
	}

	/** Begins what takes time, while the sender reads. */
	prepare() {
		this.#doors.own.prepare();
	}

	faults(step: Step): Fault[] {
		const held = step === 'files' && this.files.held.length > 0;
		return held ? [{ field: 'files', code: 'held' }] : faultsOf(step, this.answers);
	}

	/** To the next question; after the one about officials it is known who reads. @throws Problem of the line */
	async next() {
		if (this.#step === 'officials') await this.#ask();
		if (this.closed) return;
		this.#step = this.#mending ? mended(this.#step) : stepAfter(this.#step);
		if (this.#step === 'check') this.#mending = false;
	}

	/** False before the first question. */
	back(): boolean {
		if (this.#closed) {
			this.#closed = null;
			return true;
		}
		const before = stepBefore(this.#step);
		if (before) this.#step = before;
		return before !== null;
	}

	/** From the check page to one answer, and from there straight back. */
	mend(step: Step) {
		this.#mending = true;
		this.#step = step;
	}

	/** Answers of a draft, from the first question on: each may have changed since. */
	take(answers: Answers) {
		this.answers = answers;
		this.#step = 'area';
		this.#mending = false;
	}

	/** Sends once, whatever the line does. What was typed stays until the code is shown. */
	async send() {
		try {
			await this.#sendOnce();
		} catch (problem) {
			if (!isRefusal(problem) || !again.test(problem.code)) throw problem;
			if (/^(?:key_reused|code_taken)$/.test(problem.code)) this.#doors.own.forget();
			this.#readers = null;
			this.#sealed = null;
			await this.#sendOnce();
		}
	}

	/** Everything typed, keys and code: gone from memory. */
	forget() {
		this.answers = nothing();
		this.#step = 'area';
		this.#mending = false;
		this.#readers = null;
		this.#closed = null;
		this.#confirmed = null;
		this.#sealed = null;
		this.#submitting.forget();
		this.files.forget();
		this.#doors.own.forget();
	}

	get #wanted(): string {
		return readersOf(this.answers, this.#doors.unitOf(this.answers.area));
	}

	async #ask(): Promise<Readers | null> {
		const of = this.#wanted;
		// A list may run out while the page lies open. What may have arrived already goes out again as it was.
		const known = this.#readers?.of === of ? this.#readers : null;
		if (known && (this.unsure || this.#doors.latest() <= known.list.expires)) return known;
		const own = await this.#doors.own.ready();
		const unit = this.#doors.unitOf(this.answers.area);
		const found = await readersFor(this.#doors, own, unit, oversight(this.answers));
		this.#closed = 'closed' in found ? { ...found, of } : null;
		this.#readers = 'closed' in found ? null : { ...found, of };
		return this.#readers;
	}

	async #sendOnce() {
		const readers = await this.#ask();
		if (!readers) return;
		const own = await this.#doors.own.ready();
		const request = await this.#seal(readers);
		const { answer, request: arrived } = await this.#submitting.run(request);
		this.#confirmed = {
			sent: answer,
			code: own.code,
			area: this.answers.area,
			changedSince: arrived !== request
		};
		this.answers = nothing();
		this.#sealed = null;
		this.files.forget();
	}

	async #seal(readers: Readers): Promise<Submission> {
		const answers = $state.snapshot(this.answers);
		const [own, proof, room] = await Promise.all([
			this.#doors.own.ready(),
			readers.proof,
			readers.room
		]);
		const files = await this.files.send({
			recipient: room.room.recipient,
			lookupHash: own.lookupHash,
			proof
		});
		const of = JSON.stringify([answers, files.refs, room.tip, proof]);
		if (this.#sealed?.of === of) return this.#sealed.request;
		const given = { answers, own, readers, room, proof, files, now: this.#doors.now() };
		const request = await this.#doors.seal(given);
		this.#sealed = { of, request };
		return request;
	}
}
