import { campaignLineOf } from './campaign-lines.ts';
import CampaignRows from './CampaignRows.svelte';
import type { readCampaigns } from './public-news.ts';
import { showing } from './showing.ts';

export const showCampaigns = (
	place: HTMLElement,
	told: Awaited<ReturnType<typeof readCampaigns>>
) => showing(place, CampaignRows, { campaigns: told.map(campaignLineOf) }, false);
