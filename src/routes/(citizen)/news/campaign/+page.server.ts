import { builtCampaigns } from '#lib/news/built-news.ts';
import { snapshot } from '#lib/unit/snapshot.ts';

export const load = () => ({
	campaigns: builtCampaigns(snapshot.campaigns ?? []),
	origin: import.meta.env.SITE_ORIGIN ?? ''
});
