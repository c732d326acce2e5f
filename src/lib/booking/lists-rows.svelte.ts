import { listPage, type After, type ListedRow, type ListPage } from './lists-booking.ts';

type Read = (hamlet: string | null, after: After) => Promise<ListPage>;

/** Rows of lists that were taken, page after page; another hamlet begins anew, and only its answer is shown. */
export class ListedRows {
	readonly #read: Read;
	#rows = $state.raw<readonly ListedRow[]>([]);
	#next = $state.raw<After>(null);
	#total = $state<number | null>(null);
	#hamlet = $state<string | null>(null);
	#busy = $state(false);
	#failed = $state.raw<unknown>(null);
	#asked = 0;

	constructor(read: Read = listPage) {
		this.#read = read;
	}

	get rows() {
		return this.#rows;
	}
	/** Where the next page begins; null after the last. */
	get next() {
		return this.#next;
	}
	/** Null until the first answer. */
	get total() {
		return this.#total;
	}
	get hamlet() {
		return this.#hamlet;
	}
	get busy() {
		return this.#busy;
	}
	get failed() {
		return this.#failed;
	}

	/** From the beginning: of one hamlet, or null for all. */
	async show(hamlet: string | null): Promise<void> {
		this.#hamlet = hamlet;
		await this.#load(null);
	}

	/** What was taken meanwhile stands first. */
	refresh(): Promise<void> {
		return this.#load(null);
	}

	/** The next page; after a failure the one that failed. */
	more(): Promise<void> {
		return this.#load(this.#next);
	}

	async #load(after: After): Promise<void> {
		const mine = ++this.#asked;
		this.#busy = true;
		this.#failed = null;
		try {
			const page = await this.#read(this.#hamlet, after);
			if (mine !== this.#asked) return;
			this.#rows = after ? [...this.#rows, ...page.rows] : page.rows;
			this.#next = page.next;
			this.#total = page.total;
		} catch (problem) {
			if (mine === this.#asked) this.#failed = problem;
		} finally {
			if (mine === this.#asked) this.#busy = false;
		}
	}
}
