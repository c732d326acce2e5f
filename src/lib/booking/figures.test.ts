import { describe, expect, it } from 'vitest';
import { isSpan, keptShare, longest, percent, perDay } from './figures.ts';

describe('figures', () => {
	it('nothing of nothing is no share', () => {
		expect(percent(0, 0)).toBeNull();
		expect(percent(2, 3)).toBe(67);
		expect(keptShare({ kept: 9, timed: 10 })).toBe(90);
		expect(keptShare({ kept: 0, timed: 0 })).toBeNull();
	});

	it('visits of a day have one decimal, and none where no day was worked', () => {
		expect(perDay(7, 3)).toBe(2.3);
		expect(perDay(0, 0)).toBeNull();
	});

	it('the longest bar is full, and of nothing there is still a scale', () => {
		expect(longest([3, 9, 4])).toBe(9);
		expect(longest([])).toBe(1);
	});

	it('a span made by hand in the address is no span', () => {
		expect(['month', 'year', 'toString', '', null].map(isSpan)).toEqual([
			true,
			true,
			false,
			false,
			false
		]);
	});
});
