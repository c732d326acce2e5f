import { filterOf, queryOf } from '#lib/queue/filter.ts';
import { CaseList } from '#lib/queue/list.svelte.ts';
import { page, type Filter } from '#lib/queue/queue.ts';
import type { SavedViews } from '#lib/queue/saved.svelte.ts';
import { search } from '#lib/queue/views-queue.ts';

/** What an address asks for. `filter` is null while it is not known what its saved view filters by. */
export type Shown = { filter: Filter | null; q: string | null; view: string | null };

export function shownOf(query: URLSearchParams, saved: SavedViews): Shown {
	const view = query.get('view') || null;
	const q = query.get('q')?.trim().slice(0, 100) || null;
	return { filter: view ? saved.filterOf(view) : filterOf(query), q, view };
}

export const addressOf = ({ filter, q, view }: Shown, opened: string | null): string =>
	queryOf(filter ?? {}, opened, { q, view });

/** The list of what is asked for now: a page of a filter, or what a search found in it. */
export const listOf = (shown: () => Shown): CaseList =>
	new CaseList(async (filter, after, size) => {
		const { q } = shown();
		if (!q) return page(filter, after, size);
		const { rows, more, now } = await search(q, filter, size);
		return { rows, next: null, left: more, now };
	});
