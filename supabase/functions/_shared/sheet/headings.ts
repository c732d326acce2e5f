import { fold } from '../text/names.ts';

/** A heading without marks, brackets and anything that is no word. */
export const bare = (heading: string): string =>
	fold(heading)
		.replace(/\([^)]*\)/g, ' ')
		.replace(/[^a-z0-9]+/g, ' ')
		.trim();

/**
 * Recognises headings. `words`: for each field the ways in which people head its column, bare, with `|` between them. The answer is
 * null for what nobody knows.
 */
export function knownHeadings<Field extends string>(
	words: Record<Field, string>
): (heading: string) => Field | null {
	const known = new Map<string, Field>();
	for (const field of Object.keys(words) as Field[])
		for (const word of words[field].split('|')) known.set(word, field);
	return (heading) => {
		const said = bare(heading);
		if (said === '') return null;
		const exact = known.get(said);
		if (exact) return exact;
		// "Họ và tên người cao tuổi", "SĐT người nhà": the longest known words it begins with.
		for (const at of [...said.matchAll(/ /g)].map(({ index }) => index).reverse()) {
			const begun = said.slice(0, at);
			if (begun.length > 2 && known.has(begun)) return known.get(begun)!;
		}
		return null;
	};
}

/** The line "(1) (2) (3)" under a header. */
export function isCount(cells: readonly string[]): boolean {
	const said = cells.filter((cell) => cell !== '');
	const numbers = said.map((cell) => Number(/^\(?(\d{1,2})\)?$/.exec(cell)?.[1] ?? NaN));
	return (
		said.length > 2 && numbers.every((number, at) => at === 0 || number === numbers[at - 1]! + 1)
	);
}
