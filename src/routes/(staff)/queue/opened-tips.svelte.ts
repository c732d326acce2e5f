/** What this officer's keys opened of the tips in a list, with the words for it: it comes with the keys. */
import type { Row } from '#lib/queue/queue.ts';
import { TipHeaders, type Briefs } from '#lib/tips/officer-headers.svelte.ts';
import type { Reading } from '#lib/tips/officer-reading.ts';
import { matches } from '#lib/tips/officer-search.ts';
import { OpenedTexts } from '#lib/tips/officer-texts.svelte.ts';
import { headers } from '#lib/tips/officer-tips.ts';
import { briefWords } from '#lib/tips/officer-words.ts';

type Keys = Parameters<TipHeaders['show']>[1];

export class OpenedTips {
	#headers = new TipHeaders(headers);
	#opened = new OpenedTexts();

	get briefs(): Briefs {
		return this.#headers.briefs;
	}

	show(ids: readonly string[], keys: Keys): Promise<void> {
		return this.#headers.show(ids, keys);
	}

	/** The whole of a tip that is open, for the search. */
	keep(reading: Reading) {
		this.#opened.keep(reading);
	}

	/** What the list says of a tip; null for one that was not opened. */
	told({ id }: Row): string | null {
		const brief = this.briefs[id];
		return brief ? briefWords(brief) : null;
	}

	/** Whether what was typed stands in an opened tip. */
	finds({ id, reference }: Row, typed: string): boolean {
		const brief = this.briefs[id];
		return brief !== undefined && matches(brief, reference, typed, this.#opened.texts[id]);
	}

	wipe() {
		this.#headers.wipe();
		this.#opened.wipe();
	}
}
