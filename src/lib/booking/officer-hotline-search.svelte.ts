import { badPhone } from '#lib/platform/phone.ts';
import type { Caller } from './officer-booking.ts';

type Read = (phone: string) => Promise<Caller>;

/** Looks for the open cases of a number; the last number asked for wins. */
export class CallerSearch {
	#read: Read;
	#found = $state.raw<Caller | null>(null);
	#failed = $state.raw<unknown>(null);
	#typed = $state('');
	#running = $state.raw<Promise<void> | null>(null);

	constructor(read: Read) {
		this.#read = read;
	}

	get failed(): unknown {
		return this.#failed;
	}
	get busy(): boolean {
		return this.#running !== null;
	}
	/** Whose number it is; null while nobody asked, or after another number was typed. */
	of(typed: string): Caller | null {
		return this.#typed === typed.trim() ? this.#found : null;
	}

	/** Looks once for each number; nothing is asked of the server for what can be no number. */
	async look(typed: string): Promise<void> {
		const asked = typed.trim();
		if (!asked || badPhone(asked)) return;
		if (asked === this.#typed && !this.#failed) return this.#running ?? undefined;
		return this.again(asked);
	}

	/** Looks whatever is known: somebody may have entered the caller meanwhile. */
	async again(typed: string): Promise<void> {
		const asked = typed.trim();
		this.#typed = asked;
		this.#found = null;
		this.#failed = null;
		const running = this.#run(asked);
		this.#running = running;
		await running;
		if (this.#running === running) this.#running = null;
	}

	async #run(asked: string): Promise<void> {
		try {
			const found = await this.#read(asked);
			if (this.#typed === asked) this.#found = found;
		} catch (problem) {
			if (this.#typed === asked) this.#failed = problem;
		}
	}
}
