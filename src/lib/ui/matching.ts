/** Letters as they are compared: no marks, no capitals, đ as d. */
const plain = (text: string) =>
	text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
const wordsOf = (text: string) =>
	plain(text)
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean);

/** The options in whose words every typed word begins one: "pho 3" finds "Tổ dân phố 3", typed with marks or without. */
export function matching<Option extends { label: string }>(
	options: readonly Option[],
	typed: string
): Option[] {
	const asked = wordsOf(typed);
	const ranked = options.flatMap((option) => {
		const words = wordsOf(option.label);
		const found = asked.every((word) => words.some((one) => one.startsWith(word)));
		// A number means itself before it means the beginning of a longer one.
		const exact = asked.filter((word) => /^\p{N}+$/u.test(word) && words.includes(word)).length;
		return found ? [{ option, exact }] : [];
	});
	return ranked.sort((a, b) => b.exact - a.exact).map(({ option }) => option);
}

/** What somebody types without accents, with other spaces or with a zero before a month is meant all the same. */
const meant = (text: string): string =>
	plain(text)
		.replace(/\s/g, '')
		.replace(/(^|\D)0+(?=\d)/g, '$1');

/** Whether these are the words that were asked for. */
export const sameWords = (typed: string, asked: string): boolean => meant(typed) === meant(asked);
