import { expect, it } from 'vitest';
import { readAmount } from '#lib/platform/typed.ts';
import { newNumber, readDigits, readNumber } from './typed.ts';

it('an amount is read as officers write it: dots, blanks, the word, and nothing that is guessed', () => {
	for (const typed of [
		'3000000',
		'3.000.000',
		'3 000 000',
		'3,000,000',
		' 3.000.000 đồng',
		'3.000.000đ',
		'3.000.000 VNĐ'
	])
		expect(readAmount(typed), typed).toBe(3_000_000);
	for (const typed of [
		'',
		'3tr',
		'3.00.000',
		'3.000,000',
		'-5',
		'1e6',
		'3,5',
		'ba triệu',
		'9'.repeat(20)
	])
		expect(readAmount(typed), typed).toBeNull();
});

it('a reward number is read with and without its letters and dashes', () => {
	for (const typed of ['TH-4821-0937', 'th48210937', '4821 0937', ' TH 4821-0937 '])
		expect(readNumber(typed), typed).toBe('TH-4821-0937');
	for (const typed of ['', 'TH-4821-093', 'TB-4821-0937', '482109371'])
		expect(readNumber(typed)).toBeNull();
});

it('twenty digits are read however they are grouped, and nineteen are not', () => {
	expect(readDigits('0123-4567-8901-2345-6789')).toBe('01234567890123456789');
	expect(readDigits('01234 56789 01234 56789')).toBe('01234567890123456789');
	expect(readDigits('0123456789012345678')).toBeNull();
	expect(readDigits('0123456789012345678x')).toBeNull();
});

it('a new number is chance', () => {
	const made = new Set(Array.from({ length: 200 }, newNumber));
	expect(made.size).toBeGreaterThan(195);
	for (const number of made) expect(number).toMatch(/^TH-\d{4}-\d{4}$/);
});
