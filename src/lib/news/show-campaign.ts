import { campaignOf } from './campaign-lines.ts';
import CampaignPage from './CampaignPage.svelte';
import type { readCampaign } from './public-news.ts';
import { origin, showing } from './showing.ts';

export const showCampaign = (place: HTMLElement, told: Awaited<ReturnType<typeof readCampaign>>) =>
	showing(place, CampaignPage, { campaign: campaignOf(told), origin }, true);
