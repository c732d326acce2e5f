/** Posts as a page shows them, in the reader's words for days and categories. Made where pages are built, and with the doors. */
import type { Article, Image, Node, Post, Withdrawn } from '#contracts/news.ts';
import { formatDate } from '#lib/platform/format.ts';
import { categoryWords } from './category-words.ts';

export type Line = {
	slug: string;
	title: string;
	summary: string;
	category: string;
	/** The moment for machines, the day for people. */
	at: string;
	day: string;
	corrected: boolean;
	unit: string;
	demo: boolean;
	cover: Image | null;
	campaign: { slug: string; name: string } | null;
};
export type Shown =
	| (Line & {
			state: 'published';
			tree: Node[];
			images: Image[];
			corrections: { at: string; day: string; note: string }[];
	  })
	| { state: 'withdrawn'; at: string; day: string; reason: string; unit: string };

export const lineOf = (post: Post): Line => ({
	slug: post.slug,
	title: post.title,
	summary: post.summary,
	category: categoryWords(post.category),
	at: post.published_at,
	day: formatDate(post.published_at),
	corrected: post.corrected_at !== null,
	unit: post.unit.police_name,
	demo: post.unit.demo,
	cover: post.cover,
	campaign: post.campaign
});

export function shownOf(told: Article | Withdrawn): Shown {
	if (told.state === 'withdrawn') {
		const { withdrawn_at: at, reason, unit } = told;
		return { state: 'withdrawn', at, day: formatDate(at), reason, unit: unit.police_name };
	}
	const corrections = told.corrections.map(({ at, note }) => ({ at, day: formatDate(at), note }));
	const { tree, images } = told;
	return { ...lineOf(told), state: 'published', tree, images, corrections };
}
