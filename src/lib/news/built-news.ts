/** News as the last build knew them. Read where pages are built, so that no page carries the contract for it. */
import { opened } from '#contracts/news-campaigns.ts';
import { article, post } from '#contracts/news.ts';
import * as z from 'zod/mini';
import { campaignLineOf, campaignOf } from './campaign-lines.ts';
import { lineOf, shownOf } from './lines.ts';
import { FIRST, type Lines } from './posts.svelte.ts';

const posts = z.array(post);
const campaigns = z.array(opened);

/** The first page of the list. @throws where doors said what the contract does not promise: the build stops */
export function builtLines(rows: readonly object[]): Lines {
	const first = posts.parse(rows.slice(0, FIRST));
	const last = first.at(-1);
	const next = last && rows.length > FIRST ? { at: last.published_at, slug: last.slug } : null;
	return { lines: first.map(lineOf), next };
}

export const builtPost = (told: object) => shownOf(article.parse(told));
export const builtCampaigns = (told: readonly object[]) =>
	campaigns.parse(told).map(campaignLineOf);
export const builtCampaign = (told: object) => campaignOf(opened.parse(told));
