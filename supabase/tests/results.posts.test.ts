/** What a report counts of the news: posts that came out in its days and were not taken back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as news from './newsing.ts';
import { at, counted } from './reporting.ts';

let s: news.Newsroom;
beforeAll(async () => {
	s = await news.newsroom();
});
afterAll(() => s?.db.drop());

test('a post counts from the minute it came out, and no more once it was taken back', async () => {
	const posted = async (title: string, when: string) => {
		const { id } = await news.published(s, { title });
		await s.db.sql`update news.posts set publish_at = ${when} where id = ${id}`;
		return id;
	};
	await posted('Trước kỳ', at('2020-08-14T23:59'));
	await posted('Đầu kỳ', at('2020-08-15T00:00'));
	const last = await posted('Cuối kỳ', at('2020-09-14T23:59'));
	await posted('Sau kỳ', at('2020-09-15T00:00'));
	await news.sent(s, { title: 'Chưa duyệt' });
	const posts = async (from: string, to: string, of = news.unit) =>
		(await counted(s, from, to, of)).posts;
	expect(await posts('2020-08-15', '2020-09-14')).toBe(2);
	expect(await posts('2020-08-15', '2020-09-14', news.neighbourUnit)).toBe(0);
	await news.command(s, s.editor, 'news_withdraw', { id: last, reason: 'Sai ngày' });
	expect(await posts('2020-08-15', '2020-09-14')).toBe(1);
	// One that will come out is none yet.
	await posted('Sẽ đăng', at('2200-01-01T00:00'));
	expect(await posts('2199-12-01', '2200-01-31')).toBe(0);
});
