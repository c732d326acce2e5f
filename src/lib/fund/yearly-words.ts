import { m } from '#lib/paraglide/messages';
import type { YearlyClock } from './yearly-fund.ts';

/** How soon a year is to be published: `soon` in the last thirty days. */
export const yearlyUrgency = ({ days }: YearlyClock): 'far' | 'soon' | 'late' =>
	days < 0 ? 'late' : days <= 30 ? 'soon' : 'far';

/** "Công khai năm 2026: còn 12 ngày". */
export function yearlyWords({ year, days }: YearlyClock): string {
	// A year is no number that is grouped.
	const said = { year: String(year), days: Math.abs(days) };
	if (days === 0) return m.fund_books_yearly_today(said);
	return days > 0 ? m.fund_books_yearly_left(said) : m.fund_books_yearly_late(said);
}

/** "31/3", "31-03", "31 tháng 3" → the day and the month, where every year has them. */
export function readDayOfYear(typed: string): { day: number; month: number } | null {
	const found = /^(\d{1,2})(?:\s*[/.-]\s*|\s+(?:tháng\s+)?)(\d{1,2})$/iu.exec(
		typed.normalize('NFC').trim()
	);
	const [day, month] = [Number(found?.[1]), Number(found?.[2])];
	const most = month === 2 ? 28 : [4, 6, 9, 11].includes(month) ? 30 : 31;
	return found && month >= 1 && month <= 12 && day >= 1 && day <= most ? { day, month } : null;
}
