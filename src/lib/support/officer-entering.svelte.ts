import { Command } from '#lib/platform/command.svelte.ts';
import { onceMore } from '#lib/platform/once-more.ts';
import { Problem } from '#lib/platform/problem.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import { contract, faultsOf, type Fault } from './faults.ts';
import { enterFaultWords } from './officer-entering-words.ts';
import type { Enter, Entered } from './officer-support.ts';
import { blank, formOf, steps } from './typed.ts';

type Secret = { code: string; lookupHash: string };
type Doors = {
	enter: (args: Enter & { key: string }) => Promise<Entered>;
	/** The access code, drawn by the room that the page brings. */
	secret: { prepare(): void; ready(): Promise<Secret>; forget(): void };
};

/** A request that an officer enters for somebody, on one page. Nothing of it is stored. */
export class Entering {
	#doors: Doors;
	#sending: Command<Enter, Entered>;
	#failed = $state.raw<unknown>(null);
	#done = $state.raw<{ entered: Entered; code: string } | null>(null);
	readonly form = new Form(enterFaultWords);
	typed = $state(blank());
	channel = $state('');

	constructor(doors: Doors) {
		this.#doors = doors;
		this.#sending = new Command(doors.enter);
		doors.secret.prepare();
	}

	get failed(): unknown {
		return this.#failed;
	}
	get done() {
		return this.#done;
	}
	/** Something is on this page and nowhere else. */
	get touched(): boolean {
		return this.#done === null && JSON.stringify(this.typed) !== JSON.stringify(blank());
	}

	/** Sends once, whatever the line does. What is wrong is said at its field. */
	async submit(): Promise<void> {
		await this.form.once(async () => {
			this.#failed = null;
			try {
				const typed = $state.snapshot(this.typed);
				const faults: Fault[] = [
					...(this.channel ? [] : [['channel', 'required'] as const]),
					...(await faultsOf(steps, typed))
				];
				this.form.failAll(faults);
				if (faults.length === 0)
					await onceMore(
						() => this.#send(),
						() => this.#doors.secret.forget()
					);
			} catch (problem) {
				if (problem instanceof Problem && problem.status === 422 && problem.fields.length > 0)
					this.form.failAll(
						problem.fields.map(({ field, code }) => [field.replace(/^form\./, ''), code] as const)
					);
				else this.#failed = problem;
			}
		});
	}

	/** Begins another one; the code of the last is gone from here. */
	another(): void {
		this.typed = blank();
		this.channel = '';
		this.#done = null;
		this.#failed = null;
		this.form.clear();
		this.#doors.secret.forget();
		this.#doors.secret.prepare();
	}

	async #send() {
		const form = (await contract()).form.parse(formOf($state.snapshot(this.typed)));
		const { code, lookupHash } = await this.#doors.secret.ready();
		const channel = this.channel as Enter['channel'];
		const { answer } = await this.#sending.run({ lookup_hash: lookupHash, channel, form });
		this.#done = { entered: answer, code };
	}
}
