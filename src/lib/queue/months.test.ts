import { describe, expect, it } from 'vitest';
import { monthsBefore, monthsBetween, monthsOf, monthsWords, monthWords } from './months.ts';

describe('the months of the figures', () => {
	it('go back over the turn of the year, from any day', () => {
		expect(monthsBefore('2026-01-31', 0)).toBe('2026-01-01');
		expect(monthsBefore('2026-01-31', 2)).toBe('2025-11-01');
		expect(monthsBefore('2025-12-01', -1)).toBe('2026-01-01');
	});

	it('are all there between two, none twice', () => {
		expect(monthsBetween('2025-11-01', '2026-02-01').map(monthWords)).toEqual([
			'11/2025',
			'12/2025',
			'01/2026',
			'02/2026'
		]);
		expect(monthsBetween('2026-02-01', '2026-02-01')).toHaveLength(1);
	});

	it('stand in an address as the first and the last', () => {
		expect(monthsOf('2025-11-01', '2026-02-01')).toBe('2025-11..2026-02');
		expect(monthsOf('2026-02-01', '2026-02-01')).toBe('2026-02');
		expect(monthsWords('2025-11..2026-02')).toBe('11/2025–02/2026');
		expect(monthsWords('2026-02')).toBe('02/2026');
	});
});
