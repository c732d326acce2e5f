import { filter as shape } from '#contracts/queue.ts';
import type { Filter } from './queue.ts';

/** The views every officer has; each is nothing but a filter, so each has an address. */
export const views = {
	open: {},
	mine: { assignee: 'me' },
	unassigned: { assignee: 'nobody' },
	today: { due: 'today' },
	late: { due: 'late' },
	soon: { due: 'soon' },
	to_call: { to_call: true },
	ended: { open: false }
} as const satisfies Record<string, Filter>;
export type View = keyof typeof views;

/** What else an address names: words that are searched, a view that was saved. */
export type Also = { q?: string | null; view?: string | null };

const fields = ['kind', 'state', 'area', 'assignee', 'due', 'month'] as const;

/** Of a filter what holds; whatever was typed by hand or is not there any more filters nothing. */
export function keptOf(found: Record<string, unknown>): Filter {
	const whole = shape.safeParse(found);
	if (whole.success) return whole.data;
	const kept = Object.entries(found).filter(
		([name, value]) => shape.safeParse({ [name]: value }).success
	);
	return Object.fromEntries(kept) as Filter;
}

/** The filter that an address names. */
export function filterOf(query: URLSearchParams): Filter {
	const found: Record<string, unknown> = {};
	for (const name of fields) {
		const value = query.get(name);
		if (value) found[name] = value;
	}
	if (query.get('call') === '1') found.to_call = true;
	if (query.get('open') === '0') found.open = false;
	return keptOf(found);
}

/**
 * The query of a filter, `''` or `?…`, with the open case in it if there is one. A saved view is named by its id alone: what
 * it filters is looked up, so that its address stays right when it is changed.
 */
export function queryOf(filter: Filter, opened: string | null = null, also: Also = {}): string {
	const query = new URLSearchParams();
	if (also.q) query.set('q', also.q);
	if (also.view) query.set('view', also.view);
	else {
		for (const name of fields) {
			const value = filter[name];
			if (value) query.set(name, value);
		}
		if (filter.to_call) query.set('call', '1');
		if (filter.open === false) query.set('open', '0');
	}
	if (opened) query.set('case', opened);
	const words = query.toString();
	return words ? `?${words}` : '';
}

/** Which of the views an address shows, or null when it is narrower than any. */
export function viewOf(filter: Filter): View | null {
	const wanted = queryOf(filter);
	return (Object.keys(views) as View[]).find((view) => queryOf(views[view]) === wanted) ?? null;
}
