import { expect, it } from 'vitest';
import { isSpan, spanOf, weekendOf } from './plan-span.ts';

it('a lead sees the weekend to come, and on its days what is left of it', () => {
	const weekend = { from: '2026-11-28', to: '2026-11-29' };
	expect(weekendOf('2026-11-24')).toEqual(weekend);
	expect(weekendOf('2026-11-28')).toEqual(weekend);
	expect(weekendOf('2026-11-29')).toEqual({ from: '2026-11-29', to: '2026-11-29' });
});

it('the address names any span of at most fourteen days, and nonsense names none', () => {
	expect(spanOf('2026-12-01', '2026-12-14', '2026-11-24')).toEqual({
		from: '2026-12-01',
		to: '2026-12-14'
	});
	expect(isSpan('2026-12-01', '2026-12-15')).toBe(false);
	expect(isSpan('2026-12-02', '2026-12-01')).toBe(false);
	expect(isSpan('2026-02-30', '2026-02-30')).toBe(false);
	expect(isSpan('hôm nay', null)).toBe(false);
	expect(spanOf('2026-02-30', '2026-02-30', '2026-11-24').from).toBe('2026-11-28');
});
