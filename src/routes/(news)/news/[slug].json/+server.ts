import { json } from '@sveltejs/kit';
import { builtPost } from '#lib/news/built-news.ts';
import { snapshot } from '#lib/unit/snapshot.ts';

export const prerender = true;

/** A post as the build knew it, in the words of its page. */
export const GET = ({ params }) => {
	const article = snapshot.articles?.find(({ slug }) => slug === params.slug);
	const origin = import.meta.env.SITE_ORIGIN ?? '';
	return json(article ? { post: builtPost(article), origin } : null);
};
