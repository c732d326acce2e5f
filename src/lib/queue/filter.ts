import { filter as shape } from '#contracts/queue.ts';
import type { Filter } from './queue.ts';

/** The views every officer has; each is nothing but a filter, so each has an address. */
export const views = {
	open: {},
	mine: { assignee: 'me' },
	unassigned: { assignee: 'nobody' },
	late: { due: 'late' },
	soon: { due: 'soon' },
	to_call: { to_call: true },
	ended: { open: false }
} as const satisfies Record<string, Filter>;
export type View = keyof typeof views;

/** The filter that an address names. Whatever was typed by hand and is none, filters nothing. */
export function filterOf(query: URLSearchParams): Filter {
	const found: Record<string, unknown> = {};
	for (const name of ['kind', 'state', 'area', 'assignee', 'due']) {
		const value = query.get(name);
		if (value) found[name] = value;
	}
	if (query.get('call') === '1') found.to_call = true;
	if (query.get('open') === '0') found.open = false;
	const whole = shape.safeParse(found);
	if (whole.success) return whole.data;
	const kept: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(found)) {
		if (shape.safeParse({ [name]: value }).success) kept[name] = value;
	}
	return kept as Filter;
}

/** The query of a filter, `''` or `?…`, with the open case in it if there is one. */
export function queryOf(filter: Filter, opened: string | null = null): string {
	const query = new URLSearchParams();
	for (const name of ['kind', 'state', 'area', 'assignee', 'due'] as const) {
		const value = filter[name];
		if (value) query.set(name, value);
	}
	if (filter.to_call) query.set('call', '1');
	if (filter.open === false) query.set('open', '0');
	if (opened) query.set('case', opened);
	const words = query.toString();
	return words ? `?${words}` : '';
}

/** Which of the views an address shows, or null when it is narrower than any. */
export function viewOf(filter: Filter): View | null {
	const wanted = queryOf(filter);
	return (Object.keys(views) as View[]).find((view) => queryOf(views[view]) === wanted) ?? null;
}
