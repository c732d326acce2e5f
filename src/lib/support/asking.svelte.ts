import { Command } from '#lib/platform/command.svelte.ts';
import { onceMore } from '#lib/platform/once-more.ts';
import { contract, faultsOf, type Fault } from './faults.ts';
import type { Form, Request, Taken } from './support.ts';
import { blank, formOf, stepOf, steps, type Step } from './typed.ts';

type Secret = { code: string; lookupHash: string };
type Doors = {
	ask: (args: Request & { key: string }) => Promise<Taken>;
	puzzle: { prepare(): void; take(): Promise<string>; end(): void };
	/** The access code, drawn by the room that the page brings. */
	secret: { prepare(): void; ready(): Promise<Secret>; forget(): void };
};
/** A request for help, question by question. It lives in this page alone: nothing of it is stored. */
export class Asking {
	#doors: Doors;
	#sending: Command<Request, Taken>;
	#step = $state<Step>('asker');
	/** Reached from the last page to mend one answer: then the next press leads back there. */
	#mending = $state(false);
	#refused = $state.raw<readonly Fault[]>([]);
	#confirmed = $state.raw<{ taken: Taken; code: string } | null>(null);
	typed = $state(blank());

	constructor(doors: Doors) {
		this.#doors = doors;
		this.#sending = new Command(doors.ask);
	}

	get step(): Step {
		return this.#step;
	}
	get count() {
		return { number: steps.indexOf(this.#step) + 1, of: steps.length };
	}
	get confirmed() {
		return this.#confirmed;
	}
	/** Something was sent and nobody knows yet whether it arrived. */
	get unsure(): boolean {
		return this.#sending.unsure;
	}
	/** What the server refused at the fields of this question. */
	get refused(): readonly Fault[] {
		return this.#refused.filter(([field]) => stepOf(field) === this.#step);
	}
	/** Whether leaving would lose something. */
	get touched(): boolean {
		return JSON.stringify(this.typed) !== JSON.stringify(blank());
	}

	/** Begins what takes time, while the person types. */
	prepare() {
		void contract().catch(() => {});
		this.#doors.secret.prepare();
		this.#doors.puzzle.prepare();
	}

	/** All that is wrong with the question that is shown: empty fields, then the contract's word. */
	faults(): Promise<Fault[]> {
		return faultsOf([this.#step], $state.snapshot(this.typed));
	}

	next() {
		this.#refused = [];
		const following = steps[steps.indexOf(this.#step) + 1];
		this.#step = this.#mending ? 'check' : (following ?? 'check');
		this.#mending = false;
	}

	/** To the question before, or from a mended answer to the last page. */
	back() {
		const before = steps[steps.indexOf(this.#step) - 1];
		this.#step = this.#mending ? 'check' : (before ?? this.#step);
		this.#mending = false;
	}

	/** From the last page to one answer. Who asks for somebody else now is asked for what that wants. */
	mend(step: Step) {
		this.#step = step;
		this.#mending = step !== 'asker';
	}

	/** Sends once, whatever the line does. Where the server refuses fields, the question that has the first is shown again. */
	async send() {
		await onceMore(
			() => this.#sendOnce(),
			() => this.#doors.secret.forget()
		);
	}

	/** @param fields as the server named them */
	refuse(fields: readonly Fault[]) {
		this.#refused = fields;
		const [first] = fields;
		if (first && stepOf(first[0]) !== this.#step) this.mend(stepOf(first[0]));
	}

	forget() {
		this.typed = blank();
		this.#step = 'asker';
		this.#mending = false;
		this.#refused = [];
		this.#confirmed = null;
		this.#sending.forget();
		this.#doors.secret.forget();
		this.#doors.puzzle.end();
	}

	get #form() {
		return formOf($state.snapshot(this.typed));
	}

	async #sendOnce() {
		const form: Form | undefined = (await contract()).form.safeParse(this.#form).data;
		if (!form) return;
		const { code, lookupHash } = await this.#doors.secret.ready();
		const proof = await this.#doors.puzzle.take();
		const { answer } = await this.#sending.run({ lookup_hash: lookupHash, proof, form });
		this.forget();
		this.#confirmed = { taken: answer, code };
	}
}
