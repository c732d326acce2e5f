/** Something read from the server and shown as it was last known; the newest question wins. */
export class Reading<T> {
	#read: () => Promise<T>;
	#value = $state.raw<T | null>(null);
	#failed = $state.raw<unknown>(null);
	#answered = $state(false);
	#asked = 0;

	constructor(read: () => Promise<T>) {
		this.#read = read;
	}

	/** Null until the first answer. */
	get value(): T | null {
		return this.#value;
	}
	/** Why the last question had no answer; what was known before stays. */
	get failed(): unknown {
		return this.#failed;
	}

	/** Whether the first question is over, whatever came of it. */
	get answered(): boolean {
		return this.#answered;
	}

	/** Asks again. Never throws: a page shows `failed` and offers another try. */
	async load(): Promise<void> {
		const mine = ++this.#asked;
		try {
			const value = await this.#read();
			if (mine !== this.#asked) return;
			this.#value = value;
			this.#failed = null;
		} catch (problem) {
			if (mine !== this.#asked) return;
			this.#failed = problem;
		}
		this.#answered = true;
	}
}

/**
 * What is asked about these things, for a `$derived`: other things are another question and another reading. A closure over
 * them would not do, since it looks at them only when it is asked, and nothing would notice that they changed.
 */
export const readingOf = <Things extends readonly unknown[], T>(
	things: Things,
	read: (...things: Things) => Promise<T>
) => new Reading(() => read(...things));
