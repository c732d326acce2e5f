/** What a report counts of the news: posts that came out in its days and were not taken back, and who followed. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as news from './newsing.ts';
import { officerOf } from './people.ts';
import * as on from './reporting.ts';
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

test('followers are those who had begun by the end of the period, and fewer than five are not told', async () => {
	const lead = await officerOf(s.db, news.neighbourUnit, ['lead']);
	const follow = (n: number, since: string) => s.db.sql`
		insert into notify.follows (endpoint, p256dh, auth, unit, categories, areas, lang, since)
		values (${`https://push.example.org/${since}-${n}`}, ${'B'.padEnd(87, 'A')}, ${'A'.repeat(22)}, ${news.neighbourUnit}, '{news}', '{}', 'vi', ${since})`;
	for (let n = 0; n < 4; n++) await follow(n, '2023-03-31');
	for (let n = 0; n < 3; n++) await follow(n, '2023-04-01');
	const cell = async (kind: on.Kind, nth: number) => {
		const { id } = await on.tell(s, lead, 'results_draft', { kind, year: 2023, nth });
		const { version } = await on.ask(s, lead, 'results_report', { id });
		await on.tell(s, lead, 'results_publish', { id, version });
		const told = await on.publicly(s, null, null, news.neighbourUnit);
		return on.figureOf(told!.report!, 'followers');
	};
	expect(await cell('month', 3)).toMatchObject({ now: 'few', before: 'few' });
	expect(await cell('month', 4)).toMatchObject({ now: 7, before: 'few' });
	// They do not add up over the months of a quarter, and are told all the same.
	expect(await cell('quarter', 2)).toMatchObject({ now: 7, before: 'few' });
});
