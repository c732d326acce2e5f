import { fold } from '#shared/text/names.ts';
import type { Message } from '#lib/sealed/cipher.ts';
import { categoryOfOfficers } from './officer-notes.ts';
import type { Reading } from './officer-reading.ts';
import { categoryWords } from './officer-words.ts';

/** Folded words by the id of the case. */
export type Texts = Readonly<Record<string, string>>;

/**
 * Every word of the tips that were opened since the keys were unlocked, for the search in the list. In memory alone, and
 * gone with the keys.
 */
export class OpenedTexts {
	#texts = $state.raw<Texts>({});

	get texts(): Texts {
		return this.#texts;
	}

	/** A tip as it was read last. */
	keep(reading: Reading) {
		this.#texts = { ...this.#texts, [reading.tip.case]: fold(wordsOf(reading).join(' ')) };
	}

	wipe() {
		this.#texts = {};
	}
}

function wordsOf({ body, entries, notes }: Reading): string[] {
	const said = entries.flatMap((entry) =>
		!entry.damaged && entry.envelope.kind === 'message'
			? [(entry.envelope.content as Message).text]
			: []
	);
	const noted = notes.map((note) => note.said?.text ?? '');
	const ours = categoryOfOfficers(notes);
	return [
		...(body?.answers ?? []).map(({ a }) => a),
		...said,
		...noted,
		ours ? categoryWords(ours.category) : ''
	];
}
