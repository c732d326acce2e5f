import { error } from '@sveltejs/kit';
import { builtCampaign } from '#lib/news/built-news.ts';
import { snapshot } from '#lib/unit/snapshot.ts';

export const csr = false;

/** A campaign as the build knew it. One that it did not know opens through routes/+error.svelte. */
export const load = ({ params: { slug } }) => {
	const known = snapshot.campaigns?.find((one) => one.slug === slug);
	if (!known) error(404, 'not_found');
	return { slug, ...builtCampaign(known), origin: import.meta.env.SITE_ORIGIN ?? '' };
};
