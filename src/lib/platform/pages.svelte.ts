/** A list that comes page after page: what was asked for last is what is shown, and a page that fails leaves those before it. */
export class Pages<Row, After, Page extends { rows: readonly Row[]; next: After | null }> {
	readonly #read: (after: After | null) => Promise<Page>;
	#rows = $state.raw<readonly Row[]>([]);
	#last = $state.raw<Page | null>(null);
	#busy = $state(false);
	#failed = $state.raw<unknown>(null);
	#asked = 0;
	#question: After | null = null;

	constructor(read: (after: After | null) => Promise<Page>) {
		this.#read = read;
	}

	get rows() {
		return this.#rows;
	}
	/** The page that came last; null before the first. */
	get last() {
		return this.#last;
	}
	/** Where the next page begins; null after the last. */
	get next() {
		return this.#last?.next ?? null;
	}
	get busy() {
		return this.#busy;
	}
	/** Why the last question had no answer. */
	get failed() {
		return this.#failed;
	}

	/** From the beginning. Never throws: a page shows `failed` and offers another try. */
	load(): Promise<void> {
		return this.#ask(null);
	}

	/** The next page; after a failure the one that failed. A second press asks nothing. */
	async more(): Promise<void> {
		if (!this.#busy) await this.#ask(this.#failed ? this.#question : this.next);
	}

	async #ask(after: After | null): Promise<void> {
		const mine = ++this.#asked;
		this.#question = after;
		this.#busy = true;
		this.#failed = null;
		try {
			const page = await this.#read(after);
			if (mine !== this.#asked) return;
			this.#rows = after === null ? page.rows : [...this.#rows, ...page.rows];
			this.#last = page;
		} catch (problem) {
			if (mine === this.#asked) this.#failed = problem;
		} finally {
			if (mine === this.#asked) this.#busy = false;
		}
	}
}
