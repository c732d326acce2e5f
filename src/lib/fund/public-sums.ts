/** Sums of a public ledger for its pictures: what came in and went out by month, what it was spent on. */
import type { Ledger } from './public-fund.ts';
import { purposes } from './public-address.ts';

type Total = Pick<Ledger['totals'][number], 'month' | 'kind' | 'purpose' | 'amount'>;
export type MonthSum = {
	month: string;
	/** What was in the fund when its ledger began. */
	opening: number;
	given: number;
	/** Above zero. */
	spent: number;
	/** By how much reversals changed what is held: above or below zero. */
	mended: number;
};

/** Newest first; transfers change nothing that is held. */
export function byMonth(totals: readonly Total[]): MonthSum[] {
	const months = new Map<string, MonthSum>();
	for (const { month, kind, amount } of totals) {
		let sum = months.get(month);
		if (!sum) months.set(month, (sum = { month, opening: 0, given: 0, spent: 0, mended: 0 }));
		if (kind === 'opening') sum.opening += amount;
		else if (kind === 'gift') sum.given += amount;
		else if (kind === 'reversal') sum.mended += amount;
		else if (kind !== 'transfer') sum.spent -= amount;
	}
	return [...months.values()].sort((a, b) => (a.month < b.month ? 1 : -1));
}

export type PurposeSum = { purpose: (typeof purposes)[number]; spent: number };

/** What was spent on what, most first. What was taken back counts no more, where a row says of what it was. */
export function byPurpose(totals: readonly Total[]): PurposeSum[] {
	const sums = purposes.map((purpose) => {
		const of = totals.filter((total) => total.purpose === purpose);
		return { purpose, spent: of.reduce((sum, { amount }) => sum - amount, 0) };
	});
	return sums.filter(({ spent }) => spent !== 0).sort((a, b) => b.spent - a.spent);
}

/** `2026-08`, or its first day, → `2026-08-31`. */
export function lastDay(period: string): string {
	const [year, month] = [Number(period.slice(0, 4)), Number(period.slice(5, 7))];
	return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** Whether every movement of the bank account until the end of a month was found in a statement. */
export const isReconciled = (
	{ reconciled_until }: { reconciled_until: string | null },
	month: string
): boolean => reconciled_until !== null && reconciled_until >= lastDay(month);
