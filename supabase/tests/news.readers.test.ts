/** What readers find of the news, pictures, and the editors' list. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as on from './newsing.ts';
import { problemOf } from './people.ts';

let s: on.Newsroom;
/** Two areas that the unit serves now. */
let areas: string[];
beforeAll(async () => {
	s = await on.newsroom();
	const rows = await s.db.sql`
		select code from unit.areas where unit = ${on.unit} and valid_to is null order by code limit 2`;
	areas = rows.map(({ code }) => code as string);
});
afterAll(() => s?.db.drop());

const titles = async (over: on.Args) =>
	(await on.list(s, over)).rows.map(({ title }) => title).sort();

describe('a reader', () => {
	test('finds posts by words with or without marks, in title, summary or text, each word by itself', async () => {
		await on.published(s, {
			title: 'Cảnh báo cuộc gọi lạ',
			summary: 'Đừng chuyển tiền.',
			category: 'warnings'
		});
		await on.published(s, {
			title: 'Gặp mặt người tốt',
			body: 'Ông **Đỗ** Minh Họa trả lại 100% của rơi.'
		});
		expect(await titles({ words: 'canh bao' })).toEqual(['Cảnh báo cuộc gọi lạ']);
		expect(await titles({ words: 'TIỀN gọi' })).toEqual(['Cảnh báo cuộc gọi lạ']);
		expect(await titles({ words: 'do minh' })).toEqual(['Gặp mặt người tốt']);
		expect(await titles({ words: '100%' })).toEqual(['Gặp mặt người tốt']);
		expect(await titles({ words: '1_0' })).toEqual([]);
		expect(await titles({ words: 'gọi của rơi' })).toEqual([]);
	});

	test('filters by unit, category and area: what names no place is of all places of its unit', async () => {
		const title = 'Chuyện địa bàn';
		await on.published(s, { title: `${title} một`, areas: [areas[0]], category: 'good_people' });
		await on.published(s, { title: `${title} chung`, category: 'good_people' });
		const mine = { category: 'good_people', words: title };
		expect(await titles({ ...mine, area: areas[0] })).toEqual([`${title} chung`, `${title} một`]);
		expect(await titles({ ...mine, area: areas[1] })).toEqual([`${title} chung`]);
		expect(await titles({ ...mine, area: '99999' })).toEqual([]);
		expect(await titles({ ...mine, unit: on.neighbourUnit })).toEqual([]);
		expect(await titles({ ...mine, category: 'procedures' })).toEqual([]);
		expect(await on.refused(on.list(s, { category: 'gossip' }))).toBe('bad_format');
		expect((await on.feed(s, { category: 'good_people' })).rows).toHaveLength(2);
	});

	test('turns pages without missing or meeting a post twice, also among posts of one moment', async () => {
		const title = 'Trang sau';
		for (let n = 0; n < 5; n++) await on.published(s, { title: `${title} ${n}` });
		await s.db.sql`update news.posts set publish_at = now() where title like 'Trang sau%'`;
		const met: string[] = [];
		for (let before: unknown = null, turns = 0; turns < 4; turns++) {
			const { rows, next } = await on.list(s, { words: title, before, size: 2 });
			met.push(...rows.map((row) => row.title));
			if (!next) break;
			before = next;
		}
		expect(met.sort()).toEqual([0, 1, 2, 3, 4].map((n) => `${title} ${n}`));
		const bad = on.list(s, { before: { at: 'hôm qua', slug: 'a' } });
		expect(await on.refused(bad)).toBe('bad_format');
	});

	test('sees pictures with their words and sizes, and a campaign only once it was approved', async () => {
		const { id: image } = await on.picture(s);
		const { id: campaign } = (
			await s.db.sql`
			insert into news.campaigns (unit, slug, name, aim, from_day, to_day, written_by)
			values (${on.unit}, 'dot-mot', 'Đợt một', 'Thử', '2026-11-01', '2026-11-30', ${s.editor.sub}) returning id`
		)[0]!;
		const { slug } = await on.published(s, {
			...{ cover: image, campaign },
			body: `Ảnh:\n\n![](anh:${image})`
		});
		const before = await on.read(s, slug);
		expect(before).toMatchObject({
			campaign: null,
			cover: {
				id: image,
				alt: 'Tổ tuần tra trên đồng',
				files: [{ width: 480 }],
				share: { type: 'jpeg' }
			},
			images: [{ id: image }]
		});
		const own = s.db.sql`update news.campaigns set approved_by = written_by, approved_at = now()`;
		expect((await problemOf(own))?.code).toBe('23514');
		await s.db.sql`update news.campaigns set approved_by = ${s.lead.sub}, approved_at = now()`;
		expect(await on.read(s, slug)).toMatchObject({
			campaign: { slug: 'dot-mot', name: 'Đợt một' }
		});
		expect((await on.list(s, { campaign: 'dot-mot' })).rows.map((row) => row.slug)).toEqual([slug]);
	});
});

describe('a picture', () => {
	test('without words for who cannot see it is not kept, nor one of another unit in a post', async () => {
		expect(await on.refused(on.picture(s, '  '))).toBe('required');
		const theirs = await on.picture(s, 'Ảnh đơn vị bạn', s.neighbour);
		expect(await on.refused(on.save(s, { cover: theirs.id }))).toBe('unknown');
		expect(await on.refused(on.save(s, { body: `![x](anh:${theirs.id})` }))).toBe('unknown');
		expect(await on.refused(on.picture(s, 'Ảnh', s.lead))).toBe('role_missing');
	});

	test('gets other words later, from an editor of its unit', async () => {
		const { id } = await on.picture(s);
		const say = (who: typeof s.editor) =>
			on.command(s, who, 'news_image_alt', { image: id, alt: 'Tổ tuần tra lúc chiều' });
		expect(await on.refused(say(s.neighbour))).toBe('not_found');
		await say(s.second);
		const post = await on.save(s, { cover: id });
		expect((await on.open(s, post.id)).images[0]).toMatchObject({ alt: 'Tổ tuần tra lúc chiều' });
	});
});

test('an editor’s list pages and counts by state, corrections that wait among what waits', async () => {
	const fresh = await on.newsroom();
	try {
		const draft = await on.save(fresh, { title: 'Nháp' });
		const waits = await on.sent(fresh, { title: 'Chờ' });
		const shown = await on.published(fresh, { title: 'Đã đăng' });
		await on.sent(fresh, { title: 'Đã sửa', note: 'Nhầm.' }, { id: shown.id });
		const { counts, rows } = await on.listed(fresh, 'review');
		expect(counts).toEqual({ draft: 1, review: 2, scheduled: 0, published: 1, withdrawn: 0 });
		expect(rows.map(({ id }) => id).sort()).toEqual([waits.id, shown.id].sort());
		expect(rows.find(({ id }) => id === shown.id)).toMatchObject({
			state: 'published',
			editing: 'review'
		});
		const all = new Set<string>();
		for (let after: unknown = null, turns = 0; turns < 4; turns++) {
			const page = await on.listed(fresh, null, fresh.editor, after, 1);
			for (const { id } of page.rows) all.add(id);
			if (!page.next) break;
			after = page.next;
		}
		expect(all).toEqual(new Set([draft.id, waits.id, shown.id]));
	} finally {
		await fresh.db.drop();
	}
});
