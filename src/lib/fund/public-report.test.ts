/** What a resident reads in the statement of a month and of a year, and that a year is its months. */
import { expect, it } from 'vitest';
import { awaited, reportOf } from './public-report.ts';
import { chainOf, ledgerOf, rows } from './testing-chain.ts';

const ledger = ledgerOf(rows(), { reconciled_until: '2026-09-12' });

it('a month tells what was there, what came, what it was spent on and what is left, goods beside money', () => {
	expect(reportOf(ledger, '2026-08')).toMatchObject({
		opening: { money: 0, goods: 0 },
		begun: { money: 12_000_000, goods: 0 },
		given: { money: 5_000_000, goods: 6_000_000 },
		spent: [],
		closing: { money: 17_000_000, goods: 6_000_000 },
		end: { rows: 3, head: rows()[2]![14] },
		reconciled: true,
		sound: true
	});
	expect(reportOf(ledger, '2026-09')).toMatchObject({
		opening: { money: 17_000_000, goods: 6_000_000 },
		begun: { money: 0, goods: 0 },
		spent: [
			{ purpose: 'support', money: 0, goods: 3_000_000 },
			{ purpose: 'equipment', money: 8_400_000, goods: 0 }
		],
		aid: [{ aid: 'other', money: 0, goods: 3_000_000, times: 12, untold: false }],
		moved: 4_000_000,
		closing: { money: 8_600_000, goods: 3_000_000 },
		// Until the 12th is not until its end.
		reconciled: false,
		sound: true
	});
});

it('a year is the sum of its months, from what the first opened with to what the last left', () => {
	const more = chainOf([
		{ day: '2025-12-20', kind: 'opening', money: 9_000_000 },
		{ day: '2026-01-03', kind: 'gift', money: 2_000_000 },
		{ day: '2026-01-04', kind: 'spending', purpose: 'movement', money: -3_000_000 },
		{ day: '2026-01-31', kind: 'aid', purpose: 'support', aid: 'other', money: -1_000_000 },
		{ day: '2026-02-01', kind: 'reversal', money: 500_000 },
		{ day: '2026-02-04', kind: 'spending', purpose: 'movement', money: -1_000_000 },
		{ day: '2026-02-28', kind: 'aid', purpose: 'support', aid: 'other', money: -2_000_000 }
	]);
	const told = ledgerOf(more);
	const [january, february] = ['2026-01', '2026-02'].map((month) => reportOf(told, month)!);
	const year = reportOf(told, '2026')!;
	expect(year).toMatchObject({
		opening: january!.opening,
		given: { money: 2_000_000, goods: 0 },
		spent: [
			{ purpose: 'movement', money: 4_000_000, goods: 0 },
			{ purpose: 'support', money: 3_000_000, goods: 0 }
		],
		aid: [{ aid: 'other', money: 3_000_000, times: 24, untold: false }],
		mended: { money: 500_000, goods: 0 },
		closing: february!.closing,
		end: february!.end,
		sound: true
	});
	expect(year.opening).toEqual({ money: 9_000_000, goods: 0 });
	expect(year.months.map(({ period }) => period)).toEqual(['2026-01', '2026-02']);
});

it('families under five are told of as that, in a year as well', () => {
	const told = ledgerOf(rows());
	const [totals, hidden] = [[...told.totals], told.totals.find(({ kind }) => kind === 'aid')!];
	totals.push({ ...hidden, month: '2026-08-01', families: null, goods: 0, amount: 0 });
	expect(reportOf({ ...told, totals }, '2026')!.aid).toMatchObject([{ times: 12, untold: true }]);
});

it('a month whose figures do not lead from what it opened with to what is left is not passed off as right', () => {
	const [september, august] = ledger.months;
	const wrong = { ...ledger, months: [{ ...september!, money: september!.money + 1 }, august!] };
	expect(reportOf(wrong, '2026-09')?.sound).toBe(false);
	expect(reportOf(wrong, '2026-08')?.sound).toBe(true);
	expect(reportOf(wrong, '2026')?.sound).toBe(false);
});

it('months that are over and not published wait; those before the ledger and to come do not', () => {
	expect(awaited(ledger, '2026', '2026-11-26')).toEqual(['2026-10']);
	expect(awaited(ledger, '2026', '2027-01-01')).toEqual(['2026-10', '2026-11', '2026-12']);
	expect(awaited(ledger, '2026-10', '2026-11-26')).toEqual(['2026-10']);
	expect(awaited(ledger, '2026-11', '2026-11-26')).toEqual([]);
	expect(awaited({ months: [] }, '2026', '2026-11-26')).toEqual([]);
	expect(reportOf(ledger, '2026-10')).toBeNull();
});
