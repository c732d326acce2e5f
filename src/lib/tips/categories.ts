/** What a tip may be about: data, so that a unit's experience can change words without changing code. */
import list from './categories.json';

export type Language = 'vi' | 'en';
type Words = { vi: string; en: string };

export type Category = {
	/** Stands in the sealed header and body; never in clear. */
	id: string;
	name: Words;
	/** A number to call before anything is written. */
	first: '111' | '113' | '114' | null;
	/** What would make it easier to verify, in local terms. */
	hint: Words;
	/** Two or three questions of this kind alone. Answering them is free. */
	ask: Words[];
	/** Which of these asks when it is safe to be reached: there "no contact" is one press. */
	reach: number | null;
};

/** Pages in Vietnamese are built without the English of it (one-language.config.ts). */
const words = ([vi, en = vi]: string[]): Words => ({ vi: vi!, en: en! });

export const categories: readonly Category[] = list.map(
	({ id, name, first, hint, ask, reach }) => ({
		id,
		name: words(name),
		first: (first as Category['first']) ?? null,
		hint: words(hint),
		ask: ask.map(words),
		reach: reach ?? null
	})
);

export const categoryOf = (id: string): Category | null =>
	categories.find((category) => category.id === id) ?? null;
