/** News as the server tells them now, in the words that pages show. Comes when something is asked. */
import {
	campaignLineOf,
	campaignOf,
	type CampaignLine,
	type CampaignShown
} from './campaign-lines.ts';
import { lineOf, shownOf, type Shown } from './lines.ts';
import type { Lines } from './posts.svelte.ts';
import { readCampaign, readCampaigns, readPost, readPosts } from './public-news.ts';

export async function liveLines(
	asked: Parameters<typeof readPosts>[0],
	signal: AbortSignal
): Promise<Lines> {
	const { rows, next } = await readPosts(asked, signal);
	return { lines: rows.map(lineOf), next };
}

/** @throws Problem `not_found`, `invalid` */
export const livePost = async (slug: string): Promise<Shown> => shownOf(await readPost(slug));

export const liveCampaigns = async (): Promise<CampaignLine[]> =>
	(await readCampaigns()).map(campaignLineOf);

/** @throws Problem `not_found`, `invalid` */
export const liveCampaign = async (slug: string): Promise<CampaignShown> =>
	campaignOf(await readCampaign(slug));
