import { describe, expect, it } from 'vitest';
import { bytesOf, faultsOf, readText, refusalOf, sheet, statementOf } from './testing.ts';

describe('a statement that cannot be taken', () => {
	it('is told line by line, and not one of its lines is taken', async () => {
		const text = `Ngày,Ghi nợ,Ghi có,Diễn giải
31/02/2026,,1000,a
01/11/2026,12,5,b
=TODAY(),,=A1*2,c
05/12/2026,,5,hôm sau
06/11/2026,,"1,5",d
,,7,e
07/11/2026,,1.5E+08,f
08/11/2026,,,g
09/11/2026,,5,${'x'.repeat(501)}`;
		expect((await readText(text)).statement).toBeNull();
		expect(await faultsOf(text)).toEqual([
			'2 day not_a_day',
			'3 out two_amounts',
			'4 day formula',
			'4 in formula',
			'5 day in_future',
			'6 in not_whole',
			'7 day required',
			'8 in rounded',
			'9 in required',
			'10 text too_long'
		]);
	});

	it('has a line missing, which its balances tell', async () => {
		const lines = sheet.split('\n');
		expect(await faultsOf(lines.filter((_, at) => at !== 6).join('\n'))).toEqual([
			'7 balance balance_breaks'
		]);
		// Nothing but the sums at the top and the bottom tells that the first or the last is missing.
		const sums = 'Số dư đầu kỳ,100,\nNgày,Số tiền,Diễn giải\n01/11/2026,5,a\nSố dư cuối kỳ,110,';
		expect(await faultsOf(sums)).toEqual(['3 balance balance_breaks']);
		expect((await statementOf(sums.replace('110', '105'))).closing).toBe(105);
	});

	it('breaks in the middle: a quote that never closes is named with its line', async () => {
		const broken = sheet.replace('"1.300.000"', '"1.300.000');
		expect(await refusalOf(bytesOf(broken))).toBe('open_quote 7');
	});

	it('is no statement: nothing, a picture, a list of people, a document, ten thousand lines and more', async () => {
		expect(await refusalOf(new Uint8Array())).toBe('empty');
		expect(await refusalOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0))).toBe(
			'not_a_sheet'
		);
		expect(await refusalOf(bytesOf('%PDF-1.7'))).toBe('not_a_sheet');
		expect(await refusalOf(bytesOf('Ngày,Số tiền,Diễn giải\n'))).toBe('no_lines');
		const many = Array.from({ length: 10_001 }, (_, n) => `01/11/2026,${n + 1},a`);
		expect(await refusalOf(bytesOf(['Ngày,Số tiền,Diễn giải', ...many].join('\n')))).toBe(
			'too_many_lines'
		);
		expect(await refusalOf(new Uint8Array(9 * 1024 * 1024))).toBe('too_large');
	});
});
