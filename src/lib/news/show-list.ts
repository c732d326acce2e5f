import { lineOf } from './lines.ts';
import ListLive from './ListLive.svelte';
import { Posts } from './posts.svelte.ts';
import type { Filter, Page } from './public-news.ts';
import { showing } from './showing.ts';

/** `page` null: nobody answered. What can be chosen stands in the page. */
export function showList(place: HTMLElement, page: Page | null, asked: Filter): void {
	const built = page && { lines: page.rows.map(lineOf), next: page.next };
	const posts = new Posts(built, undefined, asked);
	const { areas, units } = JSON.parse(place.dataset.known!);
	showing(place, ListLive, { posts, areas, units }, false);
	if (!page) void posts.open(asked);
}
