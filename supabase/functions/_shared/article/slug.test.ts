import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slugOf } from './slug.ts';

describe('the address of a post', () => {
	it.each([
		['Công an xã cảnh báo: lừa đảo qua điện thoại!', 'cong-an-xa-canh-bao-lua-dao-qua-dien-thoai'],
		['Đội 3 — Đường ĐỎ', 'doi-3-duong-do'],
		['Ra quân “Đợt cao điểm”\u0301', 'ra-quan-dot-cao-diem'],
		['!!!', 'bai-viet'],
		['', 'bai-viet'],
		['日本', 'bai-viet']
	])('of %j is %s', (title, slug) => expect(slugOf(title)).toBe(slug));

	it('is one whatever the title is, and ends with a whole word', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
				const slug = slugOf(title);
				expect(slug).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
				expect(slug.length).toBeLessThanOrEqual(80);
			})
		);
		expect(slugOf('nghìn '.repeat(40))).toBe(Array(13).fill('nghin').join('-'));
	});
});
