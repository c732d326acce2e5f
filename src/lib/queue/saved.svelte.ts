import { keptOf } from './filter.ts';
import type { Filter } from './queue.ts';
import type { Counts, View, Views } from './views-queue.ts';

/** Saved views and the counts beside every view, as they were last known. Counts that fail to come are no fault of the list. */
export class SavedViews {
	#read: () => Promise<Views>;
	#known = $state.raw<Views | null>(null);
	#failed = $state.raw<unknown>(null);
	#asked = 0;

	constructor(read: () => Promise<Views>) {
		this.#read = read;
	}

	get all(): readonly View[] {
		return this.#known?.views ?? [];
	}
	/** Null until they were counted. */
	get counts(): Counts | null {
		return this.#known?.counts ?? null;
	}
	/** Whether it is known which views there are. */
	get known(): boolean {
		return this.#known !== null;
	}
	/** Why it is not known; null once it is. */
	get failed(): unknown {
		return this.#known ? null : this.#failed;
	}

	async load(): Promise<void> {
		const mine = ++this.#asked;
		try {
			const known = await this.#read();
			if (mine === this.#asked) this.#known = known;
		} catch (problem) {
			if (mine === this.#asked) this.#failed = problem;
		}
	}

	/** The view of that id, or null: taken away, or never shared with this officer. */
	find(id: string | null): View | null {
		return this.all.find((view) => view.id === id) ?? null;
	}

	/** What a view filters by now; null while it is not known which views there are. */
	filterOf(id: string): Filter | null {
		if (!this.known) return null;
		return keptOf(this.find(id)?.filter ?? {});
	}

	/** How many lines a view has: "42", "20000+", or nothing where ended cases are not counted. */
	numberOf(id: string): string | undefined {
		return said(this.counts, this.counts?.saved[id]);
	}
}

/** A count as it stands beside a view; counting stops somewhere, and then says so. */
export function said(counts: Counts | null, n: number | undefined): string | undefined {
	if (!counts || n === undefined) return undefined;
	return counts.more && n > 0 ? `${n}+` : String(n);
}
