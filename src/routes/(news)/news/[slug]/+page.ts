import { browser } from '$app/environment';
import { error } from '@sveltejs/kit';
import { builtAt } from '#lib/news/built.ts';
import type { Shown } from '#lib/news/lines.ts';
import { path } from '#lib/platform/path.ts';

type Built = { post: Shown; origin: string };

/** The post as the build knew it; a younger one as the server tells it. An address that no post has is "not found". */
export const load = async ({ params: { slug }, fetch }) => {
	const built = await builtAt<Built>(fetch, `${path('news', slug)}.json`);
	const post = built?.post ?? (browser ? await live(slug) : null);
	const demo = post?.state === 'published' && post.demo;
	return { slug, post, origin: built?.origin ?? '', demo };
};

/** Null where nobody answers. */
async function live(slug: string): Promise<Shown | null> {
	try {
		return await (await import('#lib/news/live.ts')).livePost(slug);
	} catch (problem) {
		// Read without its class, which comes with the doors.
		const code = (problem as { code?: unknown } | null)?.code;
		if (code === 'not_found' || code === 'invalid') error(404, 'not_found');
		return null;
	}
}
