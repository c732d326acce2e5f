import type { Books } from '#lib/fund/ledger-fund.ts';
import { m } from '#lib/paraglide/messages';

const views = {
	entries: m.fund_books_view_entries,
	payments: m.fund_books_view_payments,
	propose: m.fund_books_view_propose,
	gift: m.fund_books_view_gift,
	transfer: m.fund_books_view_transfer,
	month: m.fund_books_view_month,
	verify: m.fund_books_view_verify,
	settings: m.fund_books_view_settings
};
export type View = keyof typeof views;
export const viewWords = (view: View): string => views[view]();

/** What this officer may see and do; every officer may propose a payment and see what became of it. */
export function viewsFor({ may }: Pick<Books, 'may'>): View[] {
	return [
		...(may.read ? (['entries'] as const) : []),
		'payments',
		'propose',
		...(may.till ? (['gift', 'transfer'] as const) : []),
		...(may.read ? (['month'] as const) : []),
		...(may.lead || may.open_names ? (['verify'] as const) : []),
		...(may.lead ? (['settings'] as const) : [])
	];
}

export const firstView = ({ may }: Pick<Books, 'may'>): View => (may.read ? 'entries' : 'payments');

/** The address with what was looked for, and this entry opened; null: the list. */
export function entryHref(asked: URLSearchParams, entry: string | null): string {
	const search = new URLSearchParams({ do: 'entries' });
	for (const name of ['month', 'kind', 'purpose', 'account']) {
		const value = asked.get(name);
		if (value) search.set(name, value);
	}
	if (entry) search.set('entry', entry);
	return `?${search}`;
}
