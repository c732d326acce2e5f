/** The text of a post: where one begins to write, and what makes two the same. */
import type { Text } from '#contracts/news-desk.ts';
import { cleanBody } from '#shared/article/body.ts';
import type { Whole } from './desk-news.ts';

const empty: Text = {
	...{ category: 'news', areas: [], campaign: null, cover: null },
	...{ title: '', summary: '', body: '', note: '' }
};

/** What makes two texts the same. */
export const written = (text: Text, slug: string): string =>
	JSON.stringify([
		...[text.category, text.areas, text.campaign, text.title, text.summary, cleanBody(text.body)],
		...[text.cover, text.note, slug.trim()]
	]);

/** The text to go on with: the one under work, else what readers see, else nothing. */
export function textOf(whole: Whole | null): { text: Text; version: number } {
	const from = whole?.working ?? whole?.approved ?? empty;
	const { category, areas, campaign, title, summary, body, cover, note } = from;
	return {
		text: { category, areas, campaign, title, summary, body, cover, note },
		version: whole?.working?.version ?? 0
	};
}
