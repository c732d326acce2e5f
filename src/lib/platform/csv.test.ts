import { describe, expect, it } from 'vitest';
import { cell, csvOf } from './csv.ts';

describe('a table as a file for a spreadsheet', () => {
	it.each(['=HYPERLINK("http://x")', '+84900000123', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1'])(
		'the cell %j is text and no formula',
		(value) => expect(cell(value)).toMatch(/^"'/)
	);

	it.each([
		['Phổ Thạnh', '"Phổ Thạnh"'],
		['nói "có"', '"nói ""có"""'],
		['a,b', '"a,b"'],
		['', '""']
	])('the cell %j is %s', (value, written) => expect(cell(value)).toBe(written));

	it('a number below zero stays a number', () => {
		expect(csvOf([['Chi', -8_400_000]])).toBe('\ufeff"Chi",-8400000\r\n');
	});
});
