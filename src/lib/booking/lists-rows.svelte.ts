import { Pages } from '#lib/platform/pages.svelte.ts';
import { listPage, type After, type ListedRow, type ListPage } from './lists-booking.ts';

type Read = (hamlet: string | null, after: After) => Promise<ListPage>;

/** Rows of lists that were taken, page after page; another hamlet begins anew, and only its answer is shown. */
export class ListedRows {
	readonly #pages: Pages<ListedRow, NonNullable<After>, ListPage>;
	#hamlet = $state<string | null>(null);

	constructor(read: Read = listPage) {
		this.#pages = new Pages((after) => read(this.#hamlet, after));
	}

	get rows() {
		return this.#pages.rows;
	}
	/** Where the next page begins; null after the last. */
	get next() {
		return this.#pages.next;
	}
	/** Null until the first answer. */
	get total() {
		return this.#pages.last?.total ?? null;
	}
	get hamlet() {
		return this.#hamlet;
	}
	get busy() {
		return this.#pages.busy;
	}
	get failed() {
		return this.#pages.failed;
	}

	/** From the beginning: of one hamlet, or null for all. */
	show(hamlet: string | null): Promise<void> {
		this.#hamlet = hamlet;
		return this.#pages.load();
	}

	/** What was taken meanwhile stands first. */
	refresh(): Promise<void> {
		return this.#pages.load();
	}

	/** The next page; after a failure the one that failed. */
	more(): Promise<void> {
		return this.#pages.more();
	}
}
