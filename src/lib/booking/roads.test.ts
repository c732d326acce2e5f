import { expect, it } from 'vitest';
import { untilOf } from './roads.ts';

it('a road that is closed through Sunday is open at midnight in Việt Nam, not in London', () => {
	expect(untilOf('2026-11-29', 1440)).toBe('2026-11-29T17:00:00.000Z');
	expect(untilOf('2026-11-29', 720)).toBe('2026-11-29T05:00:00.000Z');
});

it('a day that does not exist, and a time that is none, end nothing', () => {
	expect(untilOf('2026-02-31', 0)).toBeNull();
	expect(untilOf('mai', 0)).toBeNull();
	expect(untilOf('2026-11-29', NaN)).toBeNull();
});
