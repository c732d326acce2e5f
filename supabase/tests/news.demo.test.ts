/** The news that a demonstration begins with. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureNews } from '../local/demo-news.ts';
import * as on from './newsing.ts';

let s: on.Newsroom;
beforeAll(async () => {
	s = await on.newsroom();
});
afterAll(() => s?.db.drop());

test('a demonstration begins with posts in every category and every state, once, and each says that it is made up', async () => {
	const demo = [
		{ unit: on.unit, email: s.editor.email, roles: ['editor'] },
		{ unit: on.unit, email: s.lead.email, roles: ['lead', 'desk'] }
	];
	await ensureNews(s.db.sql, demo);
	await ensureNews(s.db.sql, demo);
	const { rows } = await on.list(s);
	expect(rows).toHaveLength(10);
	expect([...new Set(rows.map(({ category }) => category))].sort()).toEqual([
		'campaigns',
		'good_people',
		'news',
		'procedures',
		'warnings'
	]);
	expect((await on.listed(s, null)).counts).toEqual({
		...{ draft: 1, review: 1, scheduled: 1, published: 10, withdrawn: 1 }
	});
	const [late] = await s.db.sql`
		select
			(select count(*)::int from news.posts where greatest(made_at, changed_at, approved_at) > clock_timestamp()) as posts,
			(select count(*)::int from news.events where at > clock_timestamp()) as events`;
	expect(late).toEqual({ posts: 0, events: 0 });
	for (const { tree, corrections } of (await on.feed(s)).rows) {
		expect(JSON.stringify(tree)).toContain('Dữ liệu minh họa');
		for (const { note } of corrections) expect(note).not.toBe('');
	}
});
