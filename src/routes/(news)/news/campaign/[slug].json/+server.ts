import { json } from '@sveltejs/kit';
import { builtCampaign } from '#lib/news/built-news.ts';
import { snapshot } from '#lib/unit/snapshot.ts';

export const prerender = true;

/** A campaign as the build knew it, in the words of its page. */
export const GET = ({ params }) => {
	const known = snapshot.campaigns?.find(({ slug }) => slug === params.slug);
	const origin = import.meta.env.SITE_ORIGIN ?? '';
	return json(known ? { campaign: builtCampaign(known), origin } : null);
};
