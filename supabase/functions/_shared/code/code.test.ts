import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCode, makeCode, parseCode } from './index.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const code = fc
	.uint8Array({ minLength: 15, maxLength: 15, max: 31 })
	.map((symbols) => makeCode(symbols));
const place = fc.nat(15);

describe('a person who types their code from the slip', () => {
	it('may write it as people do: small letters, O and I for digits, spaces and dashes anywhere', () => {
		expect(parseCode('K7QM-2XRD-9WTA-44HM')).toBe('K7QM2XRD9WTA44HM');
		expect(parseCode(' k7qm 2xrd – 9wta44hm\n')).toBe('K7QM2XRD9WTA44HM');
		const gaps = fc.array(fc.constantFrom('', ' ', '-', '–', '\t', '\u00a0'), {
			minLength: 16,
			maxLength: 16
		});
		fc.assert(
			fc.property(code, gaps, fc.boolean(), (made, between, small) => {
				const typed = [...made]
					.map((symbol, at) => between[at]! + (small ? symbol.toLowerCase() : symbol))
					.join('')
					.replace(/0/g, small ? 'o' : 'O')
					.replace(/1/g, small ? 'l' : 'I');
				expect(parseCode(typed)).toBe(made);
				expect(parseCode(formatCode(made))).toBe(made);
			})
		);
	});

	it('is told of every single wrong symbol', () => {
		fc.assert(
			fc.property(code, place, fc.constantFrom(...ALPHABET), (made, at, other) => {
				fc.pre(made[at] !== other);
				expect(parseCode(made.slice(0, at) + other + made.slice(at + 1))).toBeNull();
			})
		);
	});

	it('is told of every swap of two symbols, wherever they stand', () => {
		fc.assert(
			fc.property(code, place, place, (made, one, two) => {
				fc.pre(made[one] !== made[two]);
				const symbols = [...made];
				[symbols[one], symbols[two]] = [symbols[two]!, symbols[one]!];
				expect(parseCode(symbols.join(''))).toBeNull();
			})
		);
	});

	it('never breaks the page, whatever they type', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (typed) => {
				const parsed = parseCode(typed);
				expect(parsed === null || /^[0-9A-HJKMNP-TV-Z]{16}$/.test(parsed)).toBe(true);
			})
		);
		expect(parseCode('')).toBeNull();
		expect(parseCode('K7QM2XRD9WTA44H')).toBeNull();
		expect(parseCode('K7QM2XRD9WTA44HMM')).toBeNull();
		expect(parseCode('K7QM2XRD9WTA44HU')).toBeNull();
	});
});

it('a code is shown in four groups of four', () => {
	expect(formatCode('K7QM2XRD9WTA44HM')).toBe('K7QM-2XRD-9WTA-44HM');
});

it('a code is made of fifteen symbols and of nothing else', () => {
	expect(makeCode(new Uint8Array(15))).toBe('0000000000000000');
	for (const wrong of [
		[],
		new Uint8Array(14),
		new Uint8Array(16),
		Array(15).fill(32),
		Array(15).fill(0.5)
	])
		expect(() => makeCode(wrong)).toThrow(RangeError);
});
