/** News as the last build knew them. Read where pages are built, so that no page carries the contract for it. */
import { campaign, opened } from '#contracts/news-campaigns.ts';
import { article, post } from '#contracts/news.ts';
import * as z from 'zod/mini';
import {
	campaignLineOf,
	campaignOf,
	type CampaignLine,
	type CampaignShown
} from './campaign-lines.ts';
import { FIRST } from './first.ts';
import { lineOf, shownOf, type Shown } from './lines.ts';
import { markOf } from './mark.ts';
import type { Lines } from './posts.svelte.ts';

const posts = z.array(post);
const campaigns = z.array(campaign);

/** The first page of the list. @throws where doors said what the contract does not promise: the build stops */
export function builtLines(rows: readonly object[]): { built: Lines; mark: string } {
	const first = posts.parse(rows.slice(0, FIRST));
	const last = first.at(-1);
	const next = last && rows.length > FIRST ? { at: last.published_at, slug: last.slug } : null;
	return { built: { lines: first.map(lineOf), next }, mark: markOf({ rows: first, next }) };
}

export function builtPost(told: object): { post: Shown; mark: string } {
	const post = article.parse(told);
	return { post: shownOf(post), mark: markOf(post) };
}

/** What the list shows of them is less than what their pages show. */
export function builtCampaigns(told: readonly object[]): {
	campaigns: CampaignLine[];
	mark: string;
} {
	const all = campaigns.parse(told);
	return { campaigns: all.map(campaignLineOf), mark: markOf(all) };
}

export function builtCampaign(told: object): { campaign: CampaignShown; mark: string } {
	const campaign = opened.parse(told);
	return { campaign: campaignOf(campaign), mark: markOf(campaign) };
}
