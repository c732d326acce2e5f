/** The benches by the name that `npm run bench` calls them. */
import type { Figure } from './figure.ts';

export const measures: Record<string, () => Promise<{ measure: () => Promise<Figure[]> }>> = {
	crypto: () => import('./crypto.ts'),
	tips: () => import('./tips.ts'),
	'tips-queue': () => import('./tips-queue.ts'),
	planner: () => import('./planner.ts'),
	rounds: () => import('./rounds.ts'),
	offers: () => import('./offers.ts'),
	storm: () => import('./storm.ts'),
	opening: () => import('./opening.ts'),
	hotline: () => import('./hotline.ts'),
	paper: () => import('./paper.ts'),
	lookup: () => import('./lookup.ts'),
	queue: () => import('./queue.ts'),
	'queue-page': () => import('./queue-page.ts'),
	lists: () => import('./lists.ts'),
	reads: () => import('./reads.ts'),
	fund: () => import('./fund.ts'),
	'fund-page': () => import('./fund-page.ts'),
	bank: () => import('./bank.ts'),
	notify: () => import('./notify.ts'),
	news: () => import('./news.ts'),
	results: () => import('./results.ts'),
	pages: () => import('./pages.ts'),
	start: () => import('./start.ts'),
	'every-page': () => import('./every-page.ts')
};
/** An hour each; measured when they are named. */
const long: typeof measures = { hour: () => import('./hour.ts') };
export const known = { ...measures, ...long };
