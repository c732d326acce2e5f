import { untrack } from 'svelte';
import { late } from '#lib/platform/late.ts';
import type { CaseList } from '#lib/queue/list.svelte.ts';
import { unlocked } from '#lib/staff/unlocked.svelte.ts';
import type { Reading } from '#lib/tips/officer-reading.ts';
import type { OpenedTips } from './opened-tips.svelte.ts';

/** The tips that the list shows, opened while the officer's keys are. Made where a page begins. */
export class TipsInView {
	#opened = $state.raw<OpenedTips | null>(null);
	#list: CaseList;

	constructor(list: CaseList) {
		this.#list = list;
		// The outside thing is the keys in this page's memory: what they opened is forgotten with them.
		$effect(() => {
			const tips = list.rows.filter(({ kind }) => kind === 'tip').map(({ id }) => id);
			const keys = unlocked.holder;
			untrack(() => {
				if (!keys) this.#opened?.wipe();
				else void this.#withKeys(keys, (opened) => opened.show(tips, keys));
			});
		});
		$effect(() => () => this.#opened?.wipe());
	}

	get briefs() {
		return this.#opened?.briefs ?? {};
	}
	/** Once something was opened there is something to search in. */
	get searching(): boolean {
		return Object.keys(this.briefs).length > 0;
	}
	/** What the list says of an opened tip, and whether what was typed stands in it. */
	get words(): Pick<OpenedTips, 'told' | 'finds'> | null {
		return this.#opened;
	}
	/** The whole of a tip that is open, for the search. */
	keep(reading: Reading) {
		const keys = unlocked.holder;
		if (keys) void this.#withKeys(keys, (opened) => opened.keep(reading));
	}
	/** Null for a tip that is not in the list any more. */
	referenceOf(id: string): string | null {
		return this.#list.rows.find((row) => row.id === id)?.reference ?? null;
	}

	/** Not where the keys were locked, or others unlocked, while the part was on its way. */
	async #withKeys(keys: typeof unlocked.holder, work: (opened: OpenedTips) => unknown) {
		try {
			const part = await late(import('./opened-tips.svelte.ts'));
			if (unlocked.holder === keys) await work((this.#opened ??= new part.OpenedTips()));
		} catch {
			// The list goes on without the words; the part is asked for again with the next refresh.
		}
	}
}
