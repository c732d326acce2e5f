/** The verbs of the room that anybody may use. */
import * as campaignDoors from '#contracts/news-campaigns.ts';
import { doors, type Article, type Category, type Post, type Withdrawn } from '#contracts/news.ts';
import { call } from '#lib/platform/call.ts';

export type Filter = {
	unit: string | null;
	category: Category | null;
	area: string | null;
	words: string | null;
};
export type Cursor = { at: string; slug: string };
export type Page = { rows: Post[]; next: Cursor | null };

type Asked = { filter: Filter; campaign?: string; before: Cursor | null; size: number };

/** From new to old. */
export const readPosts = (
	{ filter, campaign = undefined, before, size }: Asked,
	signal?: AbortSignal
): Promise<Page> =>
	call(doors, 'news_list', { ...filter, campaign: campaign ?? null, before, size }, { signal });

/** @throws Problem `not_found`; `invalid` for what cannot be a slug */
export const readPost = (slug: string, signal?: AbortSignal): Promise<Article | Withdrawn> =>
	call(doors, 'news_post', { slug }, { signal });

/** @throws Problem `not_found` */
export const readCampaign = (slug: string): Promise<campaignDoors.OpenedCampaign> =>
	call(campaignDoors.doors, 'news_campaign', { slug });

export const readCampaigns = async (): Promise<campaignDoors.Campaign[]> =>
	(await call(campaignDoors.doors, 'news_campaigns', { unit: null })).rows;
