import { expect, test } from 'vitest';
import { periodsBefore, shortPeriod } from './period-choices.ts';

test('a lead is offered the months of two years, this one first', () => {
	const months = periodsBefore('2026-01-31', 'month');
	expect(months.slice(0, 2)).toEqual([
		{ year: 2026, nth: 1 },
		{ year: 2025, nth: 12 }
	]);
	expect(months).toHaveLength(24);
});

test('quarters and years go back as far as reports may', () => {
	expect(periodsBefore('2026-12-31', 'quarter').slice(0, 4)).toEqual(
		[4, 3, 2, 1].map((nth) => ({ year: 2026, nth }))
	);
	expect(periodsBefore('2026-10-01', 'quarter')[0]).toEqual({ year: 2026, nth: 4 });
	expect(periodsBefore('2021-03-01', 'year')).toEqual(
		[2021, 2020, 2019].map((year) => ({ year, nth: 1 }))
	);
});

test('what is typed to publish tells a quarter from a month', () => {
	expect(shortPeriod({ kind: 'month', year: 2026, nth: 3 })).toBe('3/2026');
	expect(shortPeriod({ kind: 'quarter', year: 2026, nth: 3 })).toBe('q3/2026');
	expect(shortPeriod({ kind: 'year', year: 2026, nth: 1 })).toBe('2026');
});
