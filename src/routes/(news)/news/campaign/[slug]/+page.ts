import { browser } from '$app/environment';
import { error } from '@sveltejs/kit';
import { builtAt } from '#lib/news/built.ts';
import type { CampaignShown } from '#lib/news/campaign-lines.ts';
import { path } from '#lib/platform/path.ts';

type Built = { campaign: CampaignShown; origin: string };

/** As the page of a post: what the build knew, else what the server tells, else "not found". */
export const load = async ({ params: { slug }, fetch }) => {
	const built = await builtAt<Built>(fetch, `${path('campaigns', slug)}.json`);
	const campaign = built?.campaign ?? (browser ? await live(slug) : null);
	return { slug, campaign, origin: built?.origin ?? '', demo: campaign?.demo === true };
};

/** Null where nobody answers. */
async function live(slug: string): Promise<CampaignShown | null> {
	try {
		return await (await import('#lib/news/live.ts')).liveCampaign(slug);
	} catch (problem) {
		const code = (problem as { code?: unknown } | null)?.code;
		if (code === 'not_found' || code === 'invalid') error(404, 'not_found');
		return null;
	}
}
