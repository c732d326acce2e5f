import { expect, it } from 'vitest';
import { byMonth, byPurpose, isReconciled } from './public-sums.ts';
import { chainOf, ledgerOf, rows } from './testing-chain.ts';

it('sums of months say what came in and what went out; moving money to the bank is neither', () => {
	expect(byMonth(ledgerOf(rows()).totals)).toEqual([
		{ month: '2026-09-01', opening: 0, given: 0, spent: 11_400_000, mended: 0 },
		{ month: '2026-08-01', opening: 12_000_000, given: 11_000_000, spent: 0, mended: 0 }
	]);
});

it('sums of purposes are what was spent on each, most first, less what was taken back', () => {
	const back = chainOf([
		{ day: '2026-09-01', kind: 'spending', purpose: 'movement', money: -3_000_000 },
		{ day: '2026-09-02', kind: 'reversal', purpose: 'movement', money: 1_000_000 },
		{ day: '2026-09-03', kind: 'spending', purpose: 'equipment', money: -9_000_000 },
		{ day: '2026-09-04', kind: 'reversal', money: -500_000 }
	]);
	const { totals } = ledgerOf(back);
	expect(byPurpose(totals)).toEqual([
		{ purpose: 'equipment', spent: 9_000_000 },
		{ purpose: 'movement', spent: 2_000_000 }
	]);
	expect(byMonth(totals)[0]).toMatchObject({ mended: 500_000, spent: 12_000_000 });
});

it('a month is reconciled once its last day is, in a leap year too', () => {
	const until = (reconciled_until: string | null, month: string) =>
		isReconciled({ reconciled_until }, month);
	expect(until('2024-02-28', '2024-02-01')).toBe(false);
	expect(until('2024-02-29', '2024-02-01')).toBe(true);
	expect(until('2027-01-01', '2026-12')).toBe(true);
	expect(until(null, '2026-12')).toBe(false);
});
