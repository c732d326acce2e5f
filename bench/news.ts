/**
 * News as readers have them: what a first visit of the list and of an article weighs and how soon it is seen on the slow profile, and
 * how long the portal takes for a feed of twenty posts.
 */
import type { TestStack } from '../supabase/local/testing.ts';
import { startStack } from '../supabase/local/testing.ts';
import { setup } from '../supabase/local/testing-server.ts';
import { publishPost } from '../supabase/tests/publishing.ts';
import { buildWith, site } from './build-with.ts';
import { atMost, percentile, type Figure } from './figure.ts';
import { slowProfile } from './slow.ts';
import { weigh } from './weigh.ts';

const KB = 1024;
const unit = '21439';
const POSTS = 200;
const ASKED = 200;
const text =
	'Kẻ gian gọi điện, tự xưng là cán bộ công an phường, nói căn cước của ông/bà bị khóa và đòi chuyển tiền để mở lại. Công an không bao giờ yêu cầu chuyển tiền qua điện thoại. ';

export async function measure(): Promise<Figure[]> {
	const end = await setup();
	const stack = await startStack({ build: site });
	try {
		await posts(stack);
		await buildWith(stack.db.url);
		const figures: Figure[] = [];
		for (const [path, name] of [
			['/tin-tuc', 'the list'],
			['/tin-tuc/bai-199', 'an article']
		] as const) {
			const bytes = await weigh(stack.origin + path, {});
			figures.push(atMost(`news: ${name}, first visit with what is asked after, all`, bytes.all / KB, 'KB', 60));
			figures.push(...(await slowProfile(stack.origin + path, path)));
		}
		for (const path of ['atom', `json?don-vi=${unit}&loai=warnings`])
			figures.push(atMost(`news: feed ${path}, p95`, await feedTime(stack, path), 'ms', 50));
		return figures;
	} finally {
		await stack.stop();
		await end();
	}
}

/** Two hundred posts of half a page, over the categories. */
async function posts(stack: TestStack): Promise<void> {
	for (const name of ['Cán bộ Viết', 'Cán bộ Duyệt']) await stack.officer({ unit, roles: ['editor'], name });
	const officers = await stack.sql<{ user_id: string }[]>`
		select user_id from staff.officers where name in ('Cán bộ Viết', 'Cán bộ Duyệt') order by name`;
	const by = { approver: officers[0]!.user_id, author: officers[1]!.user_id };
	const kinds = ['news', 'warnings', 'good_people', 'procedures'] as const;
	for (let nth = 0; nth < POSTS; nth++)
		await publishPost(stack.sql, by, {
			unit,
			slug: `bai-${nth}`,
			title: `Cảnh giác cuộc gọi giả danh cán bộ, lần thứ ${nth}`,
			summary: text.slice(0, 160),
			category: kinds[nth % 4]!,
			hours: POSTS - nth,
			tree: Array.from({ length: 6 }, (_, part) => ({ tag: 'p' as const, of: [`${part + 1}. ${text.repeat(2)}`] }))
		});
}

async function feedTime(stack: TestStack, path: string): Promise<number> {
	const times: number[] = [];
	for (let nth = 0; nth < ASKED; nth++) {
		const before = performance.now();
		const answer = await fetch(`${stack.origin}/functions/v1/news/${path}`);
		if ((await answer.text()).length < 10_000) throw new Error('The feed is short.');
		times.push(performance.now() - before);
	}
	return percentile(times, 0.95);
}
