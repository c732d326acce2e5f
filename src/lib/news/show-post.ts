import { shownOf } from './lines.ts';
import PostPage from './PostPage.svelte';
import type { readPost } from './public-news.ts';
import { origin, showing } from './showing.ts';

export const showPost = (
	place: HTMLElement,
	told: Awaited<ReturnType<typeof readPost>>,
	slug: string
) => showing(place, PostPage, { post: shownOf(told), slug, origin }, true);
