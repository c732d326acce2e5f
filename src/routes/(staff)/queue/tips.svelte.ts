import { untrack } from 'svelte';
import type { CaseList } from '#lib/queue/list.svelte.ts';
import { unlocked } from '#lib/staff/unlocked.svelte.ts';
import { TipHeaders } from '#lib/tips/officer-headers.svelte.ts';
import type { Reading } from '#lib/tips/officer-reading.ts';
import { OpenedTexts } from '#lib/tips/officer-texts.svelte.ts';
import { headers } from '#lib/tips/officer-tips.ts';

/** The headers of the tips that the list shows, opened while the officer's keys are. Made where a page begins. */
export class TipsInView {
	#headers = new TipHeaders(headers);
	#opened = new OpenedTexts();
	#list: CaseList;

	constructor(list: CaseList) {
		this.#list = list;
		// The outside thing is the keys in this page's memory: what they opened is forgotten with them.
		$effect(() => {
			const tips = list.rows.filter(({ kind }) => kind === 'tip').map(({ id }) => id);
			const holder = unlocked.holder;
			untrack(() => {
				if (!holder) this.#opened.wipe();
				void this.#headers.show(tips, holder);
			});
		});
		$effect(() => () => {
			this.#headers.wipe();
			this.#opened.wipe();
		});
	}

	get briefs() {
		return this.#headers.briefs;
	}
	get texts() {
		return this.#opened.texts;
	}
	/** The whole of a tip that is open, for the search. */
	keep(reading: Reading) {
		this.#opened.keep(reading);
	}
	/** Null for a tip that is not in the list any more. */
	referenceOf(id: string): string | null {
		return this.#list.rows.find((row) => row.id === id)?.reference ?? null;
	}
}
