/**
 * The form of an access code (TIPS.md §2): sixteen symbols of Crockford's base 32, of which fifteen are random
 * (75 bits) and the last checks them. Canonical: upper case, no dashes.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_SYMBOLS = 15;
const SYMBOLS = RANDOM_SYMBOLS + 1;

/**
 * The canonical code of fifteen symbols, each 0 to 31.
 * @throws RangeError when they are not
 */
export function makeCode(symbols: ArrayLike<number>): string {
	const values = Array.from(symbols);
	if (values.length !== RANDOM_SYMBOLS || !values.every(isSymbol))
		throw new RangeError('a code is made of fifteen symbols from 0 to 31');
	return [...values, checkOf(values)].map((value) => ALPHABET[value]).join('');
}

/**
 * The canonical form of what a person typed or read out: in any case, with O for 0 and I or L for 1, with spaces and
 * dashes anywhere. Null when it is no code, which every single wrong symbol and every swap of two makes it.
 */
export function parseCode(typed: string): string | null {
	const text = readSymbols(typed);
	if (text.length !== SYMBOLS) return null;
	const values = [...text].map((symbol) => ALPHABET.indexOf(symbol));
	if (values.includes(-1)) return null;
	return checkOf(values.slice(0, RANDOM_SYMBOLS)) === values[RANDOM_SYMBOLS] ? text : null;
}

/** Symbols as a code writes them, of whatever part of one was typed; what is no symbol stays in it. */
export function readSymbols(typed: string): string {
	return typed
		.normalize('NFKC')
		.replace(/[\s\p{Dash}]/gu, '')
		.replace(/[a-z]/g, (letter) => letter.toUpperCase())
		.replace(/O/g, '0')
		.replace(/[IL]/g, '1');
}

/** `K7QM-2XRD-9WTA-44HM`: a canonical code in groups of four, as it is shown and printed. */
export function formatCode(code: string): string {
	return code.replace(/.{4}(?=.)/g, '$&-');
}

/** Start at 0, for each symbol `c = 2·(c xor value)` over GF(2^5) with x^5+x^2+1. */
function checkOf(values: readonly number[]): number {
	return values.reduce((check, value) => {
		const twice = (check ^ value) << 1;
		return twice & 32 ? twice ^ 0b100101 : twice;
	}, 0);
}

function isSymbol(value: number): boolean {
	return Number.isInteger(value) && value >= 0 && value < ALPHABET.length;
}
