import type { Mention, MentionCursor, mentions } from './replies-queue.ts';

const PAGE = 30;

/** Notes that call this officer by name, page after page. */
export class Mentioned {
	#read: typeof mentions;
	#rows = $state.raw<readonly Mention[]>([]);
	#unread = $state(0);
	#next = $state.raw<MentionCursor | null>(null);
	#failed = $state.raw<unknown>(null);
	#busy = $state(true);

	constructor(read: typeof mentions) {
		this.#read = read;
	}

	get rows() {
		return this.#rows;
	}
	get unread() {
		return this.#unread;
	}
	get more() {
		return this.#next !== null;
	}
	get failed() {
		return this.#failed;
	}
	get busy() {
		return this.#busy;
	}

	/** The newest, in place of what is shown. */
	load = () => this.#page(null);

	/** The page after what is shown. */
	showMore = () => this.#page(this.#next);

	async #page(after: MentionCursor | null) {
		this.#busy = true;
		this.#failed = null;
		try {
			const { rows, next, unread } = await this.#read(after, PAGE);
			const known = after ? this.#rows : [];
			// A note that was written meanwhile moves no other one out of the list.
			this.#rows = [
				...known,
				...rows.filter(({ note }) => !known.some((one) => one.note === note))
			];
			this.#next = next;
			this.#unread = unread;
		} catch (problem) {
			this.#failed = problem;
		} finally {
			this.#busy = false;
		}
	}
}
