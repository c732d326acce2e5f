import { isRefusal } from '#lib/platform/command.svelte.ts';
import { Problem } from '#lib/platform/problem.ts';
import type { GivingAway, ToldReward } from './lookup.ts';

type Doors = {
	/** SHA-256 as hex. */
	digest(text: string): string;
	ask(claim: string): Promise<ToldReward | null>;
	give(key: string, digits: string, as: GivingAway): Promise<ToldReward | null>;
};

/** A reward in the hands of who sent the tip: asked for by the hash of their digits, apart from the tip itself. */
export class SenderReward {
	#doors: Doors;
	#digits = $state.raw('');
	#told = $state.raw<ToldReward | null>(null);
	#busy = $state(false);
	#trouble = $state.raw<Problem | null>(null);
	#asked = false;
	/** One intention, one key: after a lost answer the same goes out again. */
	#pending: { as: GivingAway; key: string } | null = null;

	constructor(digits: string, doors: Doors) {
		this.#digits = digits;
		this.#doors = doors;
	}

	/** Null where there is none, or nobody answered: then the page says nothing of rewards. */
	get told() {
		return this.#told;
	}
	get digits() {
		return this.#digits;
	}
	get busy() {
		return this.#busy;
	}
	get trouble() {
		return this.#trouble;
	}

	/** Asks once a visit. A line that broke is no news: the next visit asks again. */
	async ask(): Promise<void> {
		if (this.#asked || !this.#digits) return;
		this.#asked = true;
		try {
			this.#told = await this.#doors.ask(this.#doors.digest(this.#digits));
		} catch (problem) {
			if (!(problem instanceof Problem)) throw problem;
			this.#asked = false;
		}
	}

	/** True when the unit has it. */
	async give(as: GivingAway): Promise<boolean> {
		if (this.#busy || !this.#told) return false;
		this.#busy = true;
		this.#trouble = null;
		if (this.#pending?.as !== as) this.#pending = { as, key: crypto.randomUUID() };
		try {
			this.#told = await this.#doors.give(this.#pending.key, this.#digits, as);
			this.#pending = null;
			return true;
		} catch (problem) {
			if (!(problem instanceof Problem)) throw problem;
			this.#trouble = problem;
			if (isRefusal(problem)) await this.#again();
			return false;
		} finally {
			this.#busy = false;
		}
	}

	/** Somebody was quicker, perhaps a treasurer: the page shows what holds now. */
	async #again() {
		this.#pending = null;
		this.#asked = false;
		await this.ask();
	}

	forget() {
		this.#digits = '';
		this.#told = null;
		this.#pending = null;
		this.#asked = true;
	}
}
