import { Problem } from '#lib/platform/problem.ts';
import type { NearGathering } from './gatherings-booking.ts';
import type { ForCaller } from './officer-caller.svelte.ts';
import type { HotlineDoors } from './officer-hotline-doors.ts';

/** "At home, or at the gathering near you?": what a caller may choose instead of a visit, marked like a window. */
export class NearBy {
	#visit: ForCaller;
	#read: HotlineDoors['near'];
	#found = $state.raw<readonly NearGathering[]>([]);
	#marked = $state('');
	#asked = 0;

	constructor(visit: ForCaller, read: HotlineDoors['near']) {
		this.#visit = visit;
		this.#read = read;
	}

	/** Those with room for just these people. */
	get all(): readonly NearGathering[] {
		return this.#visit.found ? this.#found : [];
	}
	/** The marked one; null for a visit and for the waitlist. */
	get chosen(): string | null {
		const known = this.all.some(({ id }) => id === this.#marked);
		return known && !this.#visit.waiting ? this.#marked : null;
	}
	/** What is marked of both: the token of a window, or the id of a gathering. */
	get choice(): string {
		return this.chosen ?? this.#visit.list.token;
	}
	set choice(next: string) {
		const gathers = this.all.some(({ id }) => id === next);
		this.#marked = gathers ? next : '';
		this.#visit.list.token = gathers ? '' : next;
	}

	forget() {
		this.#asked++;
		this.#found = [];
		this.#marked = '';
	}

	/** Read with the windows; the last reading asked for wins. */
	async read(): Promise<void> {
		this.forget();
		const { wanted } = this.#visit.draft;
		if (!wanted.area) return;
		const mine = this.#asked;
		try {
			const found = await this.#read(wanted);
			if (mine === this.#asked) this.#found = found;
		} catch (problem) {
			// The windows are asked about the same people at the same moment, and say what is wrong with the line.
			if (!(problem instanceof Problem)) throw problem;
		}
	}
}
