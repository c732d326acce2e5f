import { describe, expect, it } from 'vitest';
import { TypedDocument } from './typed-document.svelte.ts';

function typed(number: string, day: string, granted_by: string) {
	const paper = new TypedDocument();
	Object.assign(paper, { number, day, granted_by });
	return paper;
}

describe('a document as an officer types it', () => {
	it('is none where none is needed and nothing was typed', () => {
		expect(typed('', ' ', '').value(false)).toBeNull();
		expect(typed('', ' ', '').missing(false)).toEqual([]);
	});

	it('is whole once something was typed, or where it must be', () => {
		expect(
			typed('', '', '')
				.missing(true)
				.map(([field]) => field)
		).toEqual(['document.number', 'document.day', 'document.granted_by']);
		expect(
			typed('15/QĐ', '', '')
				.missing(false)
				.map(([field]) => field)
		).toEqual(['document.day', 'document.granted_by']);
	});

	it('reads a day as officers write it, and knows which is none', () => {
		expect(typed(' 15/QĐ ', '2/9/2026', 'agency').value(true)).toEqual({
			number: '15/QĐ',
			day: '2026-09-02',
			granted_by: 'agency'
		});
		for (const day of ['30/2/2026', 'mai', '2026-13-01'])
			expect(typed('15/QĐ', day, 'agency').missing(true)).toEqual([['document.day', 'not_a_date']]);
		expect(typed('15/QĐ', '29/02/2028', 'agency').missing(true)).toEqual([]);
	});
});
