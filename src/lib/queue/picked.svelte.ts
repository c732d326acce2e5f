import { SvelteMap } from 'svelte/reactivity';
import type { Row } from './queue.ts';

/** Cases that are picked in the list for one command on all of them. */
export class Picked {
	#rows = new SvelteMap<string, Row>();
	/** Where a range begins: the case that was picked or dropped last. */
	#from: string | null = null;

	get size(): number {
		return this.#rows.size;
	}
	get rows(): Row[] {
		return [...this.#rows.values()];
	}
	has(id: string): boolean {
		return this.#rows.has(id);
	}

	toggle(row: Row) {
		if (!this.#rows.delete(row.id)) this.#rows.set(row.id, row);
		this.#from = row.id;
	}

	/** Picks everything between the last one that was picked and this one, both in. */
	reach(list: readonly Row[], row: Row) {
		const to = list.findIndex(({ id }) => id === row.id);
		const known = list.findIndex(({ id }) => id === this.#from);
		const from = known < 0 ? to : known;
		this.all(list.slice(Math.min(from, to), Math.max(from, to) + 1));
		this.#from ??= row.id;
	}

	all(list: readonly Row[]) {
		for (const row of list) this.#rows.set(row.id, row);
	}

	/** The list was read anew: a command names the version that the officer sees. */
	follow(list: readonly Row[]) {
		for (const row of list) if (this.#rows.has(row.id)) this.#rows.set(row.id, row);
	}

	/** Drops those that need nothing more. */
	drop(ids: readonly string[]) {
		for (const id of ids) this.#rows.delete(id);
	}

	clear() {
		this.#rows.clear();
		this.#from = null;
	}
}
