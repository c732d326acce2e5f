import { describe, expect, it } from 'vitest';
import { formatCode, makeCode, parseCode } from './index.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Known answers, computed apart from this code as a sum of powers in GF(2^5): a slip printed today must open its case in ten years. */
const vectors: [symbols: number[], code: string][] = [
	[Array<number>(15).fill(0), '0000-0000-0000-0000'],
	[[...Array<number>(14).fill(0), 1], '0000-0000-0000-0012'],
	[Array.from({ length: 15 }, (_, i) => i), '0123-4567-89AB-CDE4'],
	[Array<number>(15).fill(31), 'ZZZZ-ZZZZ-ZZZZ-ZZZN'],
	[[...'K7QM2XRD9WTA44H'].map((symbol) => ALPHABET.indexOf(symbol)), 'K7QM-2XRD-9WTA-44HM']
];

describe('a code on paper', () => {
	it('has the check symbol that it had when it was printed', () => {
		for (const [symbols, code] of vectors) expect(formatCode(makeCode(symbols))).toBe(code);
	});

	it('shows every single wrong symbol and every swap, all of them tried', () => {
		for (const [, printed] of vectors) {
			const code = printed.replaceAll('-', '');
			for (let at = 0; at < 16; at++) {
				for (const other of ALPHABET) {
					const wrong = code.slice(0, at) + other + code.slice(at + 1);
					expect(parseCode(wrong)).toBe(wrong === code ? code : null);
				}
				for (let to = at + 1; to < 16; to++) {
					const symbols = [...code];
					[symbols[at], symbols[to]] = [symbols[to]!, symbols[at]!];
					const swapped = symbols.join('');
					expect(parseCode(swapped)).toBe(swapped === code ? code : null);
				}
			}
		}
	});
});
