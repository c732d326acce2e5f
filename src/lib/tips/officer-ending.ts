import { TipError } from './officer-problem.ts';
import type { OpenedTip } from './officer-tip.svelte.ts';
import type { Ending } from './officer-tips.ts';

/**
 * Ends a tip: the reason as a sealed note among the members, a last word to the sender where there is one, then the end
 * itself. What arrived of it is not written again when the officer presses once more.
 */
export class TipEnding {
	#tip: OpenedTip;
	#noted: string | null = null;
	#said: string | null = null;

	constructor(tip: OpenedTip) {
		this.#tip = tip;
	}

	/** @param message empty: nothing is said. @throws Problem `stale` when anybody wrote since it was decided */
	async end(as: Ending, reason: string, message: string): Promise<boolean> {
		// Decided on what this officer has read; their own message makes it one version newer.
		let version = this.#version();
		const noted = `${as} ${reason}`;
		if (this.#noted !== noted) {
			if (!(await this.#tip.note({ text: reason, closed: as }))) return false;
			this.#noted = noted;
		}
		if (message && this.#said !== message) {
			if (!(await this.#tip.say(message, false))) return false;
			this.#said = message;
			version++;
		}
		return this.#tip.decide.close(as, version);
	}

	#version(): number {
		const version = this.#tip.reading?.tip.version;
		if (version === undefined) throw new TipError('not_proven');
		return version;
	}
}
