/** Periods that a report may be begun for. */
import type { PeriodKind } from '#contracts/results.ts';

/** How many of each kind are offered: two years of months, three of quarters, five years. */
const offered = { month: 24, quarter: 12, year: 5 } as const;
const inYear = { month: 12, quarter: 4, year: 1 } as const;

/** Newest first; the first is the one that the day lies in by the calendar. */
export function periodsBefore(day: string, kind: PeriodKind): { year: number; nth: number }[] {
	const many = inYear[kind];
	const month = Number(day.slice(5, 7)) - 1;
	const newest = Number(day.slice(0, 4)) * many + Math.floor((month * many) / 12);
	return Array.from({ length: offered[kind] }, (_, back) => newest - back)
		.map((n) => ({ year: Math.floor(n / many), nth: (n % many) + 1 }))
		.filter(({ year }) => year >= 2019);
}

/** What a lead types to confirm: "8/2026", "q3/2026", since "3/2026" is March, or "2026". */
export function shortPeriod({ kind, year, nth }: { kind: PeriodKind; year: number; nth: number }) {
	if (kind === 'month') return `${nth}/${year}`;
	return kind === 'quarter' ? `q${nth}/${year}` : String(year);
}
