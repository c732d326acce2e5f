import { Problem } from '#lib/platform/problem.ts';
import { Saving } from '#lib/platform/saving.svelte.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import { claim, settle, type SettleArgs, type Settling, type Shown } from './fund.ts';
import { fundFieldWords } from './fund-problem.ts';
import type { WordFault } from './judging.ts';
import { readDigits, readNumber } from './typed.ts';

type Doors = {
	claim: typeof claim;
	settle: (args: SettleArgs) => Promise<{ ok: boolean }>;
};
/** Whether a lead of the unit signed exactly this reward for exactly these digits. */
export type Prove = (shown: Shown, digits: string) => Promise<WordFault | null>;

/** The treasurer and whoever stands before them. Digits are kept until the reward is settled, and nothing else ever. */
export class Till {
	readonly form = new Form(fundFieldWords);
	#doors: Doors;
	#prove: Prove;
	/** Of whoever stands there now: what is still on its way for the one before does nothing at their form. */
	#ending = $state.raw(this.#begin());
	#digits = '';
	#shown = $state.raw<Shown | null>(null);
	#fault = $state.raw<WordFault | null>(null);
	/** Tries left today, after digits that opened nothing. */
	#left = $state<number | null>(null);
	#failed = $state.raw<unknown>(null);

	constructor(prove: Prove, doors: Doors = { claim, settle }) {
		this.#prove = prove;
		this.#doors = doors;
	}

	#begin() {
		const form = new Form(fundFieldWords);
		const settle = async (args: SettleArgs) => {
			const done = await this.#doors.settle(args);
			// It is as good as a refusal, but counted.
			if (!done.ok) throw new Problem({ code: 'wrong_digits', status: 409 });
			return done;
		};
		return { form, saving: new Saving(settle, { form }) };
	}

	get shown() {
		return this.#shown;
	}
	get fault() {
		return this.#fault;
	}
	get left() {
		return this.#left;
	}
	get failed() {
		return this.#failed;
	}
	/** The form that says how it ended. */
	get ending() {
		return this.#ending.form;
	}
	get settling() {
		return this.#ending.saving.busy;
	}
	get settleFailed() {
		return this.#ending.saving.failed;
	}

	/** Asks what number and digits open, and checks the lead's word here. */
	async look(typed: { number: string; digits: string }): Promise<void> {
		const number = readNumber(typed.number);
		const digits = readDigits(typed.digits);
		this.forget();
		this.form.failAll([
			...(number ? [] : [['number', 'bad_format'] as const]),
			...(digits ? [] : [['digits', 'bad_format'] as const])
		]);
		if (!number || !digits) return;
		await this.form.once(async () => {
			try {
				const { reward, left } = await this.#doors.claim({ number, digits });
				if (!reward) {
					this.#left = left;
					return;
				}
				this.#fault = await this.#prove(reward, digits);
				this.#digits = digits;
				this.#shown = reward;
			} catch (problem) {
				this.#failed = problem;
			}
		});
	}

	/** True once it is written down. Without a proven word nothing is. */
	async settle(as: Settling | '', sure: boolean): Promise<boolean> {
		if (!this.#shown || this.#fault) return false;
		const faults = [
			...(as ? [] : [['as', 'required'] as const]),
			...(sure ? [] : [['sure', 'required'] as const])
		];
		this.ending.failAll(faults);
		if (faults.length || !as) return false;
		const { number } = this.#shown;
		const done = await this.#ending.saving.save({ number, digits: this.#digits, as });
		return done !== null;
	}

	/** For the next person. */
	forget() {
		this.#digits = '';
		this.#shown = null;
		this.#fault = null;
		this.#left = null;
		this.#failed = null;
		this.form.clear();
		this.#ending = this.#begin();
	}
}
