import { builtCampaigns } from '#lib/news/built-news.ts';
import { snapshot } from '#lib/unit/snapshot.ts';

export const csr = false;

export const load = () => ({
	...builtCampaigns(snapshot.campaigns ?? []),
	origin: import.meta.env.SITE_ORIGIN ?? ''
});
