import type { families, Family, FamilyCursor } from './officer-support.ts';

const PAGE = 50;

/** Families to look after, page after page; another area is another list. */
export class FamilyList {
	#read: typeof families;
	#rows = $state.raw<readonly Family[]>([]);
	#next = $state.raw<FamilyCursor>(null);
	#today = $state('');
	#failed = $state.raw<unknown>(null);
	#busy = $state(true);
	#asked = 0;
	#area: string | null = null;

	constructor(read: typeof families) {
		this.#read = read;
	}

	get rows() {
		return this.#rows;
	}
	get more() {
		return this.#next !== null;
	}
	/** The server's day, by which a visit is due. */
	get today() {
		return this.#today;
	}
	get failed() {
		return this.#failed;
	}
	get busy() {
		return this.#busy;
	}

	/** The first page of an area, or of the whole unit. */
	load(area: string | null) {
		if (area !== this.#area) this.#rows = [];
		this.#area = area;
		return this.#page(null);
	}

	/** The page after what is shown. */
	showMore = () => this.#page(this.#next);

	async #page(after: FamilyCursor) {
		const mine = ++this.#asked;
		this.#busy = true;
		this.#failed = null;
		try {
			const { rows, next, today } = await this.#read(this.#area, after, PAGE);
			// A list of another area that was asked for meanwhile is the one to be shown.
			if (mine !== this.#asked) return;
			const known = after ? this.#rows : [];
			// A family whose visit was planned meanwhile stands in one place.
			this.#rows = [...known, ...rows.filter(({ id }) => !known.some((one) => one.id === id))];
			this.#next = next;
			this.#today = today;
		} catch (problem) {
			if (mine === this.#asked) this.#failed = problem;
		} finally {
			if (mine === this.#asked) this.#busy = false;
		}
	}
}
