import { expect, it } from 'vitest';
import { longest, percent, perEach } from './shares.ts';

it('nothing of nothing is no share', () => {
	expect(percent(0, 0)).toBeNull();
	expect(percent(2, 3)).toBe(67);
});

it('visits of a day have one decimal, and none where no day was worked', () => {
	expect(perEach(7, 3)).toBe(2.3);
	expect(perEach(0, 0)).toBeNull();
});

it('the longest bar is full, and of nothing there is still a scale', () => {
	expect(longest([3, 9, 4])).toBe(9);
	expect(longest([])).toBe(1);
});
