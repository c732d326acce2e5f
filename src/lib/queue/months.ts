/** Months of the queue's figures, each named by its first day or by year and month. */
import { m } from '#lib/paraglide/messages';

/** `2026-11` or `2026-11-01` → "11/2026". */
export const monthWords = (month: string): string => `${month.slice(5, 7)}/${month.slice(0, 4)}`;

/** The months of a filter: `2026-11` → "11/2026", `2026-09..2026-11` → "09/2026–11/2026". */
export const monthsWords = (months: string): string => months.split('..').map(monthWords).join('–');

/** The same the other way round, from first days of months. */
export const monthsOf = (from: string, to: string): string =>
	from === to ? from.slice(0, 7) : `${from.slice(0, 7)}..${to.slice(0, 7)}`;

/** The first day of the month that lies so many months before the one of `day`: `('2026-01-15', 2)` → `2025-11-01`. */
export function monthsBefore(day: string, back: number): string {
	const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
	return new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 10);
}

/** Every month from one to another, both included. */
export function monthsBetween(from: string, to: string): string[] {
	const months: string[] = [];
	for (let month = from; month <= to; month = monthsBefore(month, -1)) months.push(month);
	return months;
}

/** "từ 12/2025 đến 11/2026" */
export const spanWords = (from: string, to: string): string =>
	m.queue_figures_span_words({ from: monthWords(from), to: monthWords(to) });
