/** The days of a plan in the address: `?from=2026-11-28&to=2026-11-29`, at most fourteen of them. */
export type DaySpan = { from: string; to: string };

const MOST = 14;

export function plusDays(day: string, days: number): string {
	const at = new Date(`${day}T00:00:00Z`);
	at.setUTCDate(at.getUTCDate() + days);
	return at.toISOString().slice(0, 10);
}

const isDay = (word: string | null): word is string =>
	word !== null &&
	/^\d{4}-\d\d-\d\d$/.test(word) &&
	!Number.isNaN(Date.parse(word)) &&
	plusDays(word, 0) === word;

/** The weekend that is coming, or what is left of the one that has begun. */
export function weekendOf(today: string): DaySpan {
	const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
	if (weekday === 0) return { from: today, to: today };
	const from = plusDays(today, 6 - weekday);
	return { from, to: plusDays(from, 1) };
}

export const isSpan = (from: string | null, to: string | null): boolean =>
	isDay(from) && isDay(to) && from <= to && to < plusDays(from, MOST);

/** What an address names; the weekend to come where it names no such span. */
export function spanOf(from: string | null, to: string | null, today: string): DaySpan {
	return isDay(from) && isDay(to) && isSpan(from, to) ? { from, to } : weekendOf(today);
}

export const hrefOf = ({ from, to }: DaySpan): string => `?from=${from}&to=${to}`;
