import { describe, expect, it } from 'vitest';
import { matching, sameWords } from './matching.ts';

const options = ['Thôn 10, Xã Phổ An', 'Thôn 1, Xã Phổ An', 'Tổ dân phố Đồng Cát', 'Thôn Một'].map(
	(label) => ({ label })
);
const found = (typed: string) => matching(options, typed).map(({ label }) => label);

describe('what somebody types to find a place', () => {
	it('needs no marks and no capitals, and đ is a d', () => {
		expect(found('dong cat')).toEqual(['Tổ dân phố Đồng Cát']);
		expect(found('ĐỒNG')).toEqual(['Tổ dân phố Đồng Cát']);
		expect(found('thôn m')).toEqual(['Thôn Một']);
	});

	it('finds a number before the longer one that begins with it', () => {
		expect(found('thon 1')).toEqual(['Thôn 1, Xã Phổ An', 'Thôn 10, Xã Phổ An']);
		expect(found('10')).toEqual(['Thôn 10, Xã Phổ An']);
	});

	it('finds everything for nothing, and nothing for what is not there', () => {
		expect(found(' ')).toHaveLength(4);
		expect(found('thôn chín')).toEqual([]);
		expect(found('n 1')).toEqual([]);
	});
});

it.each([
	['Gỡ bài', 'gỡ bài'],
	['  go  bai ', 'gỡ bài'],
	['LAM KHOA MOI', 'làm khóa mới'],
	['03/2026', '3/2026'],
	[' 3 / 2026', '3/2026'],
	['Q4/2026', 'q4/2026']
])('who types "%s" has confirmed "%s"', (typed, asked) => {
	expect(sameWords(typed, asked)).toBe(true);
});

it.each([
	['', 'gỡ bài'],
	['gỡ', 'gỡ bài'],
	['30/2026', '3/2026'],
	['3/202', '3/2026'],
	['q4', 'q4/2026']
])('who types "%s" has not confirmed "%s"', (typed, asked) => {
	expect(sameWords(typed, asked)).toBe(false);
});
