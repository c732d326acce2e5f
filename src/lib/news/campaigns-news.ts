/** Campaigns as editors and leads have them. */
import {
	doors,
	type CampaignRow,
	type CampaignText,
	type Counter
} from '#contracts/news-campaigns.ts';
import { call } from '#lib/platform/call.ts';

export type { CampaignRow, CampaignText, Counter };
export type CampaignDesk = { rows: CampaignRow[]; may_write: boolean; may_approve: boolean };

type Step = { key: string; id: string; version: number };

export const readCampaignDesk = (): Promise<CampaignDesk> => call(doors, 'news_campaigns_desk', {});

/** @throws Problem `stale`, `slug_taken`, `invalid` with fields */
export const saveCampaign = (args: Step & { slug: string; text: CampaignText }) =>
	call(doors, 'news_campaign_save', args);

/** @throws Problem `own_words`, `stale` */
export const approveCampaign = (args: Step) => call(doors, 'news_campaign_approve', args);

/** @throws Problem `not_allowed` where posts are part of it */
export const discardCampaign = (args: Step) => call(doors, 'news_campaign_discard', args);
