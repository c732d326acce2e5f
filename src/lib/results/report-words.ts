/** Reports in the reader's words. Asked for at use: the language is known then. */
import { m } from '#lib/paraglide/messages';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Cell, Figure, FigureName, PeriodKind, Programme } from '#contracts/results.ts';
import { formatDate } from '#lib/platform/format.ts';

const programmes: Record<Programme, () => string> = {
	visits: m.results_programme_visits,
	fund: m.results_programme_fund,
	support: m.results_programme_support,
	tips: m.results_programme_tips,
	news: m.results_programme_news
};
export const programmeWords = (programme: Programme): string => programmes[programme]();

const figures: Record<FigureName, () => string> = {
	homes_weekend: m.results_figure_homes_weekend,
	people_home: m.results_figure_people_home,
	gatherings: m.results_figure_gatherings,
	people_gathered: m.results_figure_people_gathered,
	cards: m.results_figure_cards,
	calls: m.results_figure_calls,
	given: m.results_figure_given,
	spent: m.results_figure_spent,
	families: m.results_figure_families,
	tips_received: m.results_figure_tips_received,
	tips_kept: m.results_figure_tips_kept,
	posts: m.results_figure_posts,
	followers: m.results_figure_followers
};
export const figureWords = (figure: FigureName): string => figures[figure]();

const plain = (amount: number): string =>
	amount.toLocaleString(getLocale() === 'en' ? 'en-GB' : 'vi-VN');

type Told = Pick<Figure, 'measure'>;

/** "1.240", "từ 85%", "không nêu", "chưa công bố"; the name of the figure says what it counts. */
export function cellWords({ measure }: Told, cell: Cell): string {
	if (cell === 'few') return m.results_few();
	if (cell === 'unpublished') return m.results_unpublished();
	if (measure !== 'percent') return plain(cell);
	// Rounded down in steps, so that only a hundred is told as it was.
	return cell === 100 ? '100%' : m.results_at_least({ share: cell });
}

/** By how much this period differs from another: "+12", "−3", "không đổi"; null where either is not told. */
export function changeWords({ measure }: Told, now: Cell, then: Cell | null): string | null {
	// Shares are said in steps, so that between two of them nothing can be reckoned.
	if (typeof now !== 'number' || typeof then !== 'number' || measure === 'percent') return null;
	if (now === then) return now === 0 ? null : m.results_same();
	return (now > then ? '+' : '−') + plain(Math.abs(now - then));
}

export type Period = { kind: PeriodKind; year: number; nth: number };
const roman = ['I', 'II', 'III', 'IV'];

/** "Tháng 8 năm 2026", "Quý III năm 2026", "Năm 2026". */
export function periodWords({ kind, year, nth }: Period): string {
	if (kind === 'month') return m.results_period_month({ month: nth, year });
	if (kind === 'quarter') return m.results_period_quarter({ quarter: roman[nth - 1]!, year });
	return m.results_period_year({ year });
}

/** "từ 15/07/2026 đến 14/08/2026". */
export const daysWords = (days: { from_day: string; to_day: string }): string =>
	m.results_days({ from: formatDate(days.from_day), to: formatDate(days.to_day) });

/** "04/2023", "2023"; null where nobody knows. */
export function sinceWords(model: {
	since_year: number | null;
	since_month: number | null;
}): string | null {
	if (model.since_year === null) return null;
	const month = model.since_month === null ? '' : `${String(model.since_month).padStart(2, '0')}/`;
	return month + model.since_year;
}
