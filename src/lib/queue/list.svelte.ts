import { SIZE } from './first.ts';
import type { Cursor, Filter, Page, Row } from './queue.ts';

/** `left`: lines that no page follows with; a search says so. */
type Answer = Page & { left?: boolean };
type Read = (filter: Filter, after: Cursor | null, size: number) => Promise<Answer>;

/**
 * The list of cases under one filter. It grows by keyset pages; a refresh asks for the first page again and merges it
 * by id, so that the row under the cursor is never swapped for another.
 */
export class CaseList {
	#read: Read;
	#filter: Filter = {};
	#rows = $state.raw<readonly Row[]>([]);
	#next = $state.raw<Cursor | null>(null);
	#selected = $state<string | null>(null);
	#failed = $state.raw<unknown>(null);
	#busy = $state(false);
	#fresh = $state.raw<string | null>(null);
	#left = $state(false);
	/** The row that followed the selected one before that moved elsewhere: whoever works down the list goes on from here. */
	#heir: string | null = null;
	/** Which question is the newest; an older answer that comes late is dropped. */
	#asked = 0;
	/** A refresh was wanted while another answer was on its way. */
	#late = false;

	constructor(read: Read) {
		this.#read = read;
	}

	get rows() {
		return this.#rows;
	}
	get selected() {
		return this.#selected;
	}
	get more() {
		return this.#next !== null;
	}
	/** Others were left out, and no next page has them. */
	get left() {
		return this.#left;
	}
	get busy() {
		return this.#busy;
	}
	get failed() {
		return this.#failed;
	}
	/** When the server last said so; an ISO instant. */
	get fresh() {
		return this.#fresh;
	}

	/** Shows another filter, or what was asked of a search, from its first page. */
	async show(filter: Filter): Promise<void> {
		this.#filter = filter;
		const page = await this.#ask(null);
		// What was there before would stand under a question it does not answer.
		if (!page && this.#failed) [this.#rows, this.#next] = [[], null];
		if (!page) return;
		this.#rows = page.rows;
		this.#next = page.next;
		this.#heir = null;
		if (!page.rows.some((row) => row.id === this.#selected))
			this.#selected = page.rows[0]?.id ?? null;
	}

	/** The next page, below the last row. */
	async showMore(): Promise<void> {
		if (!this.#next || this.#busy) return;
		const page = await this.#ask(this.#next);
		if (!page) return;
		const seen = this.#rows.map((row) => row.id);
		this.#rows = [...this.#rows, ...page.rows.filter((row) => !seen.includes(row.id))];
		this.#next = page.next;
	}

	/** The first page again: new rows come in at their place, ended ones go, the selected one stays where it is. */
	async refresh(): Promise<void> {
		if (this.#busy) {
			this.#late = true;
			return;
		}
		const page = await this.#ask(null);
		if (!page) return;
		const before = this.#rows;
		const last = page.rows.at(-1)?.id;
		const known = before.findIndex((row) => row.id === last);
		// Beyond the first page nothing was asked, so nothing is known to have changed there.
		const tail = page.next && known >= 0 ? before.slice(known + 1) : [];
		const ids = page.rows.map((row) => row.id);
		this.#rows = [...page.rows, ...tail.filter((row) => !ids.includes(row.id))];
		if (tail.length === 0) this.#next = page.next;
		this.#keep(before);
	}

	select(id: string | null) {
		if (id !== this.#selected) this.#heir = null;
		this.#selected = id;
	}

	/** One row up or down; returns the row that is chosen now. */
	step(by: 1 | -1): Row | null {
		const heir = this.#place(this.#heir);
		const at = heir < 0 ? this.#place(this.#selected) : heir - (by > 0 ? 1 : 0);
		const to = Math.min(this.#rows.length - 1, Math.max(0, at + by));
		const row = this.#rows[to] ?? null;
		this.select(row?.id ?? null);
		return row;
	}

	#place(id: string | null): number {
		return this.#rows.findIndex((row) => row.id === id);
	}

	/**
	 * A row that left the list: its neighbour takes the cursor. One that went further down, because what was due is done,
	 * keeps it as long as it is read; the next step goes on from where it was.
	 */
	#keep(before: readonly Row[]) {
		const at = before.findIndex((row) => row.id === this.#selected);
		const heir = before.slice(at + 1).find((row) => this.#place(row.id) >= 0);
		const now = this.#place(this.#selected);
		if (now < 0) this.#selected = heir?.id ?? this.#rows.at(-1)?.id ?? null;
		else if (heir && now > this.#place(heir.id)) this.#heir = heir.id;
	}

	/** Whoever waited goes on first; then comes the refresh that was put off. */
	#settled() {
		this.#busy = false;
		if (!this.#late) return;
		this.#late = false;
		setTimeout(() => void this.refresh());
	}

	async #ask(after: Cursor | null): Promise<Answer | null> {
		const mine = ++this.#asked;
		this.#busy = true;
		try {
			const page = await this.#read(this.#filter, after, SIZE);
			if (mine !== this.#asked) return null;
			this.#failed = null;
			this.#fresh = page.now;
			this.#left = page.left ?? false;
			return page;
		} catch (problem) {
			if (mine === this.#asked) this.#failed = problem;
			return null;
		} finally {
			if (mine === this.#asked) this.#settled();
		}
	}
}
