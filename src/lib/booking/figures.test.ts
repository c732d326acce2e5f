import { describe, expect, it } from 'vitest';
import { isSpan, keptShare } from './figures.ts';

describe('figures', () => {
	it('nothing of nothing is no share', () => {
		expect(keptShare({ kept: 9, timed: 10 })).toBe(90);
		expect(keptShare({ kept: 0, timed: 0 })).toBeNull();
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
