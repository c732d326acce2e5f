import { error } from '@sveltejs/kit';
import { builtPost } from '#lib/news/built-news.ts';
import { snapshot } from '#lib/unit/snapshot.ts';

export const csr = false;

/** A post as the build knew it. One that it did not know opens through routes/+error.svelte. */
export const load = ({ params: { slug } }) => {
	const article = snapshot.articles?.find((one) => one.slug === slug);
	if (!article) error(404, 'not_found');
	return { slug, ...builtPost(article), origin: import.meta.env.SITE_ORIGIN ?? '' };
};
