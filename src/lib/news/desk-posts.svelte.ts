import type { Cursor, Desk, PostState, Row } from './desk-news.ts';

const PAGE = 30;

/** The unit's posts, page after page; another state is another list. */
export class DeskPosts {
	#read: (state: PostState | null, after: Cursor, size: number) => Promise<Desk>;
	#rows = $state.raw<readonly Row[]>([]);
	#desk = $state.raw<Desk | null>(null);
	#failed = $state.raw<unknown>(null);
	#busy = $state(true);
	#state: PostState | null = null;
	#asked = 0;

	constructor(read: (state: PostState | null, after: Cursor, size: number) => Promise<Desk>) {
		this.#read = read;
	}

	get rows() {
		return this.#rows;
	}
	get counts() {
		return this.#desk?.counts ?? null;
	}
	get mayWrite() {
		return this.#desk?.may_write ?? false;
	}
	get more() {
		return (this.#desk?.next ?? null) !== null;
	}
	get failed() {
		return this.#failed;
	}
	get busy() {
		return this.#busy;
	}

	/** The first page of a state, or of all. */
	load(state: PostState | null) {
		if (state !== this.#state) this.#rows = [];
		this.#state = state;
		return this.#page(null);
	}

	showMore = () => this.#page(this.#desk?.next ?? null);

	async #page(after: Cursor) {
		const mine = ++this.#asked;
		this.#busy = true;
		this.#failed = null;
		try {
			const desk = await this.#read(this.#state, after, PAGE);
			// A list of another state that was asked for meanwhile is the one to be shown.
			if (mine !== this.#asked) return;
			const known = after ? this.#rows : [];
			this.#rows = [...known, ...desk.rows.filter(({ id }) => !known.some((one) => one.id === id))];
			this.#desk = desk;
		} catch (problem) {
			if (mine === this.#asked) this.#failed = problem;
		} finally {
			if (mine === this.#asked) this.#busy = false;
		}
	}
}
