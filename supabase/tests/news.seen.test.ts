/** Posts that readers have seen: corrected with a note, taken back with a reason, at an address that stays. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as on from './newsing.ts';
import { problemOf } from './people.ts';

let s: on.Newsroom;
beforeAll(async () => {
	s = await on.newsroom();
});
afterAll(() => s?.db.drop());

const code = on.refused;
const slugs = async () => (await on.list(s)).rows.map(({ slug }) => slug);

describe('what readers have seen', () => {
	test('is corrected with a note that they read, by the same two officers, and keeps its day and its address', async () => {
		const { id, slug } = await on.published(s, { title: 'Lịch cấp thẻ', body: 'Sáng thứ bảy.' });
		const before = await on.read(s, slug);
		const next = { title: 'Lịch cấp thẻ tại nhà văn hóa', body: 'Sáng chủ nhật.' };
		await on.save(s, next, { id, who: s.second });
		expect(await on.read(s, slug)).toEqual(before);
		expect((await problemOf(on.send(s, id, 1)))?.detail).toBe('note');
		await on.save(
			s,
			{ ...next, note: 'Bài đăng trước ghi nhầm ngày.' },
			{ id, version: 1, who: s.second }
		);
		await on.send(s, id, 2);
		expect(await code(on.approve(s, id, 2, null, s.second))).toBe('own_words');
		await on.approve(s, id, 2, null, s.editor);
		const after = await on.read(s, slug);
		expect(after).toMatchObject({
			title: 'Lịch cấp thẻ tại nhà văn hóa',
			corrections: [{ note: 'Bài đăng trước ghi nhầm ngày.' }],
			tree: [{ tag: 'p', of: ['Sáng chủ nhật.'] }]
		});
		expect(after.state === 'published' && before.state === 'published' && after.published_at).toBe(
			before.state === 'published' && before.published_at
		);
		const rewritten = s.db.sql`update news.corrections set note = 'Không có gì' where post = ${id}`;
		expect(await code(rewritten)).toBe('append_only');
		expect(await code(s.db.sql`delete from news.corrections where post = ${id}`)).toBe(
			'append_only'
		);
	});

	test('is taken back at once by one officer: the address says why, and neither title nor text is left', async () => {
		const { id, slug } = await on.published(s, { title: 'Nhầm người' });
		expect(await code(on.command(s, s.second, 'news_withdraw', { id, reason: ' ' }))).toBe(
			'required'
		);
		await on.command(s, s.second, 'news_withdraw', { id, reason: 'Bài có thông tin chưa đúng.' });
		const gone = await on.read(s, slug);
		expect(gone).toMatchObject({ state: 'withdrawn', reason: 'Bài có thông tin chưa đúng.' });
		expect(JSON.stringify(gone)).not.toContain('Nhầm người');
		expect(await slugs()).not.toContain(slug);
		expect((await on.feed(s)).rows.map((row) => row.slug)).not.toContain(slug);
		expect(await code(on.command(s, s.second, 'news_withdraw', { id, reason: 'Lại.' }))).toBe(
			'not_allowed'
		);
	});

	test('comes back with a note when it was taken back wrongly', async () => {
		const { id, slug } = await on.published(s);
		await on.command(s, s.lead, 'news_withdraw', { id, reason: 'Chờ kiểm tra.' });
		await on.save(s, { note: 'Đã kiểm tra, nội dung đúng.' }, { id });
		await on.send(s, id, 1);
		await on.approve(s, id, 1);
		expect(await on.read(s, slug)).toMatchObject({
			state: 'published',
			corrections: [{ note: 'Đã kiểm tra, nội dung đúng.' }]
		});
	});
});

describe('the address of a post', () => {
	test('is its title’s while it is written, and gets a number where another post has it', async () => {
		const title = 'Một tựa hai bài';
		const first = await on.save(s, { title });
		const second = await on.save(s, { title });
		expect([first.slug, second.slug]).toEqual(['mot-tua-hai-bai', 'mot-tua-hai-bai-2']);
		const moved = await on.save(s, { title: 'Tựa khác hẳn' }, { id: first.id, version: 1 });
		expect(moved.slug).toBe('tua-khac-han');
	});

	test('may be typed; one that is taken is refused, with another one to take', async () => {
		const { slug } = await on.save(s, { title: 'Đã có bài này' });
		const mine = await on.save(s, {}, { slug: 'dia-chi-rieng' });
		expect(mine.slug).toBe('dia-chi-rieng');
		expect(await code(on.save(s, {}, { id: mine.id, version: 1, slug }))).toBe('slug_taken');
		expect(await on.freeSlug(s, mine.id, slug)).toEqual({ slug: 'da-co-bai-nay-2', taken: true });
		expect((await on.open(s, mine.id)).slug).toBe('dia-chi-rieng');
		// The pages of campaigns lie there.
		expect(await code(on.save(s, {}, { slug: 'dot' }))).toBe('slug_taken');
		expect((await on.save(s, { title: 'Đợt' })).slug).toBe('dot-2');
	});

	test('stays once readers saw it', async () => {
		const { id } = await on.published(s);
		expect(await code(on.save(s, {}, { id, slug: 'dia-chi-khac' }))).toBe('slug_fixed');
		const kept = await on.save(s, { title: 'Tựa mới' }, { id });
		expect(kept.slug).toBe((await on.open(s, id)).slug);
	});
});
