import { Command, isRefusal, type Pending } from '#lib/platform/command.svelte.ts';
import { onceMore } from '#lib/platform/once-more.ts';
import type { Problem } from '#lib/platform/problem.ts';
import type { Answers } from './answers.ts';
import type { Booked, Form, Hold, Offers, Submission, Wanted } from './booking.ts';
import type { Fault } from './check.ts';
import { Choice, type ChoiceDoors } from './choice.svelte.ts';
import { Draft } from './draft.svelte.ts';
import type { Secret } from './secret.ts';
import { stepOfField, type Step } from './steps.ts';

export type VisitDoors = Omit<ChoiceDoors, 'offers'> & {
	offers: (wanted: Wanted, proof: string, hold: string | null) => Promise<Offers>;
	submit: (args: Submission & { key: string }) => Promise<Booked>;
	today: () => string;
	puzzle: { prepare(): void; take(): Promise<string>; end(): void };
	secret: {
		prepare(): void;
		ready(): Promise<Secret>;
		restore(secret: Secret): void;
		forget(): void;
	};
};

/** What the tab keeps for a reload. The code is in it only while a request is on its way. */
export type Kept = {
	answers: Answers;
	hold: Hold | null;
	heldFor: string;
	waiting: boolean;
	pending: Pending<Submission> | null;
	code: string | null;
};

/** `changedSince`: an earlier sending had arrived, so later changes to the answers are not in it. */
export type Confirmed = { booked: Booked; code: string; form: Form; changedSince: boolean };

/** One booking, from the first question to the code. */
export class Visit {
	readonly draft: Draft;
	readonly choice: Choice;
	#doors: VisitDoors;
	#submitting: Command<Submission, Booked>;
	#heldFor = $state('');
	/** Nothing suits: the names go on the list of those who wait. */
	waiting = $state(false);
	#refused = $state.raw<Fault[]>([]);
	#confirmed = $state.raw<Confirmed | null>(null);
	/** The code of the request on its way, for a reload. */
	#sentCode: string | null = null;

	constructor(doors: VisitDoors) {
		this.#doors = doors;
		this.draft = new Draft(doors.today);
		this.choice = new Choice({
			...doors,
			offers: async (hold) => doors.offers(this.draft.wanted, await doors.puzzle.take(), hold)
		});
		this.#submitting = new Command(doors.submit);
	}

	/** How many people the visit is for. */
	get people(): number {
		return this.draft.people.length;
	}

	get confirmed(): Confirmed | null {
		return this.#confirmed;
	}

	get busy(): boolean {
		return this.#submitting.busy;
	}

	/** A request went out and its answer never came. */
	get unsure(): boolean {
		return this.#submitting.unsure;
	}

	get refused(): Fault[] {
		return this.#refused;
	}

	/** A window is kept for exactly these people at this place, or they wait without one. */
	get windowReady(): boolean {
		return this.waiting || (this.choice.hold !== null && this.#heldFor === this.#asked);
	}

	/** Begins what takes time, while the person types. */
	prepare() {
		this.#doors.secret.prepare();
		this.#doors.puzzle.prepare();
	}

	loadWindows = (again = false) => this.choice.load(this.#asked, again);

	async keepWindow() {
		this.waiting = false;
		await this.choice.keep();
		this.#heldFor = this.#asked;
	}

	async wait() {
		await this.choice.release();
		this.waiting = true;
	}

	/** Sends. Throws what the person must be told; where a question must be answered anew, `refused` says which. */
	async send(): Promise<void> {
		this.#refused = [];
		try {
			await onceMore(
				() => this.#sendOnce(),
				() => this.#doors.secret.forget()
			);
		} catch (problem) {
			if (isRefusal(problem)) this.#explain(problem);
			throw problem;
		}
	}

	/** Where the person should look after a refusal. */
	get refusedStep(): Step | null {
		return this.#refused[0] ? stepOfField(this.#refused[0].field) : null;
	}

	clearRefused() {
		this.#refused = [];
	}

	toJSON(): Kept {
		return {
			answers: this.draft.toJSON(),
			hold: this.choice.hold,
			heldFor: this.#heldFor,
			waiting: this.waiting,
			pending: this.#submitting.pending,
			code: this.#submitting.pending && this.#sentCode
		};
	}

	restore(kept: Kept) {
		this.draft.restore(kept.answers);
		this.choice.restore(kept.hold);
		this.#heldFor = kept.heldFor;
		this.waiting = kept.waiting;
		this.#submitting.restore(kept.pending);
		if (!kept.pending || !kept.code) return;
		this.#sentCode = kept.code;
		this.#doors.secret.restore({ code: kept.code, lookupHash: kept.pending.request.lookup_hash });
	}

	/** "Xóa thông tin đã nhập", and the end: nothing of it stays. */
	forget() {
		this.draft.forget();
		this.#heldFor = '';
		this.waiting = false;
		this.#refused = [];
		this.#submitting.forget();
		this.#sentCode = null;
		this.#doors.secret.forget();
		this.#doors.puzzle.end();
	}

	async forgetAll() {
		this.#confirmed = null;
		this.forget();
		await this.choice.release();
	}

	get #asked(): string {
		return JSON.stringify(this.draft.wanted);
	}

	async #sendOnce() {
		const form = this.draft.form;
		if (!form) return;
		const { code, lookupHash } = await this.#doors.secret.ready();
		this.#sentCode = code;
		const proof = this.waiting ? await this.#doors.puzzle.take() : null;
		const hold = this.waiting ? null : (this.choice.hold?.hold ?? null);
		const sent = { lookup_hash: lookupHash, hold, proof, form };
		const { answer, request } = await this.#submitting.run(sent);
		const changedSince = JSON.stringify(request.form) !== JSON.stringify(form);
		this.#confirmed = { booked: answer, code, form: request.form, changedSince };
		this.forget();
		this.choice.drop();
	}

	/** The windows left stay with the choice; refused fields go back to their question. All answers are kept. */
	#explain(problem: Problem) {
		// Of a hold that nobody knows any more there is nothing to send: a window is chosen anew.
		const gone = problem.code === 'hold_lapsed';
		if (this.choice.takeLeft(problem) || gone) this.#heldFor = '';
		if (gone) this.choice.drop();
		const plain = (field: string) => field.replace(/^form\./, '');
		this.#refused = problem.fields.map(({ field, code }) => ({ field: plain(field), code }));
	}
}
