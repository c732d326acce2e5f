/** For searching without accents and without case: "  Đỗ  Thị Ớt " and "do thi ot" fold to the same text. */
export function fold(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replace(/đ/g, 'd')
		.normalize('NFC')
		.replace(/\s+/gu, ' ')
		.trim();
}

/** The given name, by which Vietnamese lists are sorted: the last word of the full name. */
export function givenName(fullName: string): string {
	const words = fullName.normalize('NFC').trim().split(/\s+/u);
	return words[words.length - 1] ?? '';
}

const vietnamese = new Intl.Collator('vi');

/** Orders full names as a Vietnamese list does: by given name, then by the whole. */
export function byGivenName(a: string, b: string): number {
	return vietnamese.compare(givenName(a), givenName(b)) || vietnamese.compare(a, b);
}
