import { describe, expect, it } from 'vitest';
import { withParagraph } from './desk-insert.ts';

/** The text with `|` for the cursor, a picture put into it. */
const put = (text: string) => withParagraph(text.replace('|', ''), text.indexOf('|'), '[ảnh]');

describe('a picture that an editor puts into a text', () => {
	it.each([
		['nothing yet', '|', '[ảnh]'],
		['at the end', 'Tối nay|', 'Tối nay\n\n[ảnh]'],
		['before all', '|Tối nay', '[ảnh]\n\nTối nay'],
		['in the middle of a sentence', 'Tối| nay\n\nMai', 'Tối nay\n\n[ảnh]\n\nMai'],
		['within bold words', '**Tối nay|**', '**Tối nay**\n\n[ảnh]'],
		['at the beginning of a paragraph', 'Tối nay\n\n|Mai', 'Tối nay\n\n[ảnh]\n\nMai'],
		['between two', 'Tối nay\n\n|\n\nMai', 'Tối nay\n\n[ảnh]\n\nMai'],
		['within the rows of a list', '- một|\n- hai\n\nMai', '- một\n- hai\n\n[ảnh]\n\nMai']
	])('stands alone, with the cursor %s', (_, text, wanted) => {
		expect(put(text)).toBe(wanted);
	});
});
