import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPhone, parsePhone } from './index.ts';

const taken = (typed: string): string => {
	const result = parsePhone(typed);
	return 'phone' in result ? result.phone : result.problem;
};

describe('a phone number', () => {
	it('is understood in every way people type it', () => {
		for (const typed of [
			'0900000101',
			'0900 000 101',
			'0900.000.101',
			'0900-000-101',
			'(0900) 000 101',
			'0900 000 101.',
			'+84900000101',
			'+84 900 000 101',
			'+84 (0) 900 000 101',
			'+84-0900-000-101',
			'84900000101',
			'840900000101',
			'0084900000101',
			'00 84 900 000 101',
			'900000101',
			'０９００ ０００ １０１',
			'ĐT: 0900 000 101',
			'sđt con trai 0900000101',
			'0900000101 (Zalo)',
			'\u200E0900\u00A0000\u200B101\u200F',
			'0900/000/101',
			'0900–000–101'
		]) {
			expect([typed, taken(typed)]).toEqual([typed, '+84900000101']);
		}
	});

	it('of before 2018 reaches the same person', () => {
		expect(taken('0163 000 0101')).toBe('+84330000101');
		expect(taken('+84 1690000101')).toBe('+84390000101');
		expect(taken('0120 000 0101')).toBe('+84700000101');
		expect(taken('01990000101')).toBe('+84590000101');
		expect(taken('84 128 000 0101')).toBe('+84780000101');
	});

	it('may be a landline', () => {
		expect(taken('0255 3000 101')).toBe('+842553000101');
		expect(taken('(024) 3000 0101')).toBe('+842430000101');
		expect(taken('84 255 3000 101')).toBe('+842553000101');
	});

	it('that starts with 084 or 0848 is not taken for one with a country before it', () => {
		expect(taken('0840000101')).toBe('+84840000101');
		expect(taken('840000101')).toBe('+84840000101');
		expect(taken('+84840000101')).toBe('+84840000101');
		expect(taken('0848400101')).toBe('+84848400101');
	});

	it('is refused when there is none, or not one, or nobody can be called there', () => {
		for (const typed of ['', '   ', '\u200B']) expect(taken(typed)).toBe('required');
		for (const typed of [
			'không có',
			'113',
			'1900 1234',
			'1800 1234',
			'12345678',
			'0900 000 10',
			'0900 000 1011',
			'0100000101',
			'+1 202 555 0101',
			'0900000101, 0900000102',
			'0900000101 / 0900000102',
			'0900000101 hoặc 0900000102',
			'+',
			'++84900000101'
		]) {
			expect([typed, taken(typed)]).toEqual([typed, 'bad_phone']);
		}
	});

	it('survives anything typed, and reads back as the same number', () => {
		const nearly = fc.stringMatching(/^[ +0-9().-]{0,18}$/);
		fc.assert(
			fc.property(fc.oneof(fc.string({ unit: 'binary' }), nearly), (typed) => {
				const result = parsePhone(typed);
				if ('problem' in result) return;
				expect(result.phone).toMatch(/^\+84\d{9,10}$/);
				for (const language of ['vi', 'en'] as const) {
					expect(taken(formatPhone(result.phone, language))).toBe(result.phone);
				}
			}),
			{ numRuns: 2000 }
		);
		const mobile = fc
			.integer({ min: 0, max: 9_999_999 })
			.map((n) => `09${n % 9}${String(n).padStart(7, '0')}`);
		fc.assert(
			fc.property(mobile, (typed) => {
				expect(taken(typed)).toBe(`+84${typed.slice(1)}`);
				expect(taken(typed.slice(1))).toBe(taken(typed));
				expect(taken(`84${typed.slice(1)}`)).toBe(taken(typed));
			})
		);
	});

	it('is shown in groups, hotlines as they are', () => {
		expect(formatPhone('+84900000101')).toBe('0900 000 101');
		expect(formatPhone('+84900000101', 'en')).toBe('+84 900 000 101');
		expect(formatPhone('+842553000101')).toBe('0255 3000 101');
		expect(formatPhone('+842430000101')).toBe('024 3000 0101');
		for (const hotline of ['113', '1900 1234', '']) expect(formatPhone(hotline)).toBe(hotline);
	});
});
