/** The days of a plan in the address: `?from=2026-11-28&to=2026-11-29`, at most fourteen of them. */
import { addDays, isDay, weekday } from '#shared/days/index.ts';

export type DaySpan = { from: string; to: string };

const MOST = 14;

const namesDay = (word: string | null): word is string => word !== null && isDay(word);

/** The weekend that is coming, or what is left of the one that has begun. */
export function weekendOf(today: string): DaySpan {
	if (weekday(today) === 7) return { from: today, to: today };
	const from = addDays(today, 6 - weekday(today));
	return { from, to: addDays(from, 1) };
}

export const isSpan = (from: string | null, to: string | null): boolean =>
	namesDay(from) && namesDay(to) && from <= to && to < addDays(from, MOST);

/** What an address names; the weekend to come where it names no such span. */
export function spanOf(from: string | null, to: string | null, today: string): DaySpan {
	return namesDay(from) && namesDay(to) && isSpan(from, to) ? { from, to } : weekendOf(today);
}

export const hrefOf = ({ from, to }: DaySpan): string => `?from=${from}&to=${to}`;
