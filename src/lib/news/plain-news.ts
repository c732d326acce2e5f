/**
 * Pages of news that stand as they were built, without a script of Kit's (docs/decisions/0051): what they tell is asked for, and only
 * another answer, or a press that the built page cannot follow, brings what shows it.
 */
import { addressOf, askedIn } from './address.ts';
import { FIRST } from './first.ts';
import { onFirstPress } from './first-press.ts';
import { markOf } from './mark.ts';
import { readCampaign, readCampaigns, readPost, readPosts } from './public-news.ts';

/** Doors, and what shows their answers, which comes when it is wanted. */
const live = {
	readPost,
	readCampaign,
	readCampaigns,
	readPosts,
	post: async () => (await import('./show-post.ts')).showPost,
	campaign: async () => (await import('./show-campaign.ts')).showCampaign,
	campaigns: async () => (await import('./show-campaigns.ts')).showCampaigns,
	list: async () => (await import('./show-list.ts')).showList
};
export type Live = typeof live;

/** What a built page says of itself: `of` is a slug, `mark` that of the answer it was built from, '' where there was none. */
type Built = { place: HTMLElement; of: string; mark: string; search: string };
type Kind = (built: Built, on: Live) => Promise<void>;

const post: Kind = async ({ place, of, mark }, on) => {
	const told = await on.readPost(of);
	if (markOf(told) !== mark) (await on.post())(place, told, of);
};

const campaign: Kind = async ({ place, of, mark }, on) => {
	const told = await on.readCampaign(of);
	if (markOf(told) !== mark) (await on.campaign())(place, told);
};

const campaigns: Kind = async ({ place, mark }, on) => {
	const told = await on.readCampaigns();
	if (markOf(told) !== mark) (await on.campaigns())(place, told);
};

const list: Kind = async ({ place, mark, search }, on) => {
	const asked = askedIn(search);
	// The first page of all posts is what was built; another choice never was.
	const built = addressOf(asked) ? '' : mark;
	const ask = () => on.readPosts({ filter: asked, before: null, size: FIRST });
	const answer = ask();
	const bring = async () => {
		const page = await answer.catch(ask).catch(() => null);
		if (!page && built) throw new Error('Nobody answered; the built list stays.');
		const show = await on.list();
		release();
		show(place, page, asked);
	};
	let coming: Promise<void> | undefined;
	const showOnce = () =>
		(coming ??= bring().catch((error: unknown) => {
			coming = undefined;
			throw error;
		}));
	const release = onFirstPress(place, showOnce);
	if (!built || markOf(await answer) !== built) await showOnce();
};

const kinds: Record<string, Kind> = { post, campaign, campaigns, list };

/** What the build knew stands while nobody answers. */
export async function askAfter(place: HTMLElement, search: string, on = live): Promise<void> {
	const { news = '', of = '', mark = '' } = place.dataset;
	await kinds[news]?.({ place, of, mark, search }, on).catch(() => undefined);
}
