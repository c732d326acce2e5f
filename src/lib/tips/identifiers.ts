/**
 * What officers compare between tips they have opened (TIPS.md §4): numbers and places out of the sender's words, in
 * one form. They travel inside the seal; the server learns not even that two of them are equal.
 */
export type Identifiers = {
	phones: string[];
	plates: string[];
	accounts: string[];
	places: string[];
};

const MOST = 3;
const first = (list: string[]) => [...new Set(list)].slice(0, MOST);
const digits = (text: string) => text.replace(/\D/g, '');

/** "0912.345 678", "+84 912 345 678" → "0912345678". */
const phone = /(?<!\d)(?:\+?84|0)[ .-]?\d{2,3}(?:[ .-]?\d{2,4}){2,3}(?!\d)/g;
/** "76-A1 123.45", "76H2-4567" → "76A112345". */
const plate = /(?<![\dA-Z])\d{2}[ -]?[A-ZĐ]{1,2}\d?[ -]?\d{3}[.\s]?\d{1,2}(?!\d)/gi;
/** Bank accounts: eight to nineteen digits, perhaps in groups. */
const account = /(?<!\d)\d(?:[ .-]?\d){7,18}(?!\d)/g;

const asPhone = (found: string) => digits(found).replace(/^84(?=\d{9}$)/, '0');
const isPhone = (number: string) => /^0\d{9}$/.test(number);

/** Lower case without marks: "Chợ Phổ Minh" → "cho pho minh". */
export const folded = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[đĐ]/g, 'd')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, ' ')
		.trim();

/** `place` is kept short: the header has one kilobyte for everything. */
export function identifiersIn(words: string, place: string): Identifiers {
	const phones = [...words.matchAll(phone)].map(([found]) => asPhone(found)).filter(isPhone);
	const plates = [...words.matchAll(plate)].map(([found]) =>
		found.toUpperCase().replace(/[^A-ZĐ0-9]/g, '')
	);
	const accounts = [...words.matchAll(account)]
		.map(([found]) => digits(found))
		.filter((number) => !isPhone(number) && !isPhone(asPhone(number)));
	const where = folded(place).slice(0, 80).trim();
	return {
		phones: first(phones),
		plates: first(plates),
		accounts: first(accounts),
		places: where ? [where] : []
	};
}
