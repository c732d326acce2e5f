/** When the pages are built anew for the news, and what a build is told. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { editsHash, factsHash, hourlyHash } from '../local/publisher.ts';
import { readSnapshot } from '../local/snapshot.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { officerOf } from './people.ts';
import { correctPost, publishCampaign, publishPost, withdrawPost } from './publishing.ts';

const unit = '21439';
let db: TestDatabase;
let by: { author: string; approver: string };

beforeAll(async () => {
	db = await createDatabase();
	const [author, approver] = [
		await officerOf(db, unit, ['editor']),
		await officerOf(db, unit, ['lead'])
	];
	by = { author: author.sub, approver: approver.sub };
});
afterAll(() => db?.drop());

const built = async () => {
	const facts = await readSnapshot(db.sql);
	return {
		hash: editsHash(facts),
		news: factsHash(facts.news),
		slugs: facts.news.rows.map(({ slug }) => slug),
		facts
	};
};

test('a post is on the pages as soon as it is public, corrected or taken back; a draft and a day to come are no reason', async () => {
	const before = await built();
	await db.sql`insert into news.posts (id, unit, slug, author) values (gen_random_uuid(), ${unit}, 'ban-nhap', ${by.author})`;
	const later = await publishPost(db.sql, by, {
		unit,
		slug: 'hen-gio',
		title: 'Hẹn giờ',
		hours: -1
	});
	expect((await built()).news).toBe(before.news);
	const id = await publishPost(db.sql, by, { unit, slug: 'da-dang', title: 'Đã đăng', hours: 2 });
	const published = await built();
	expect(published.slugs).toEqual(['da-dang']);
	await correctPost(db.sql, by, id, 'Sửa ngày.');
	const corrected = await built();
	// Its moment alone makes it public.
	await db.sql`update news.posts set publish_at = now() where id = ${later}`;
	const due = await built();
	expect(due.slugs).toEqual(['hen-gio', 'da-dang']);
	await withdrawPost(db.sql, by, id, 'Nhầm.');
	const withdrawn = await built();
	expect(withdrawn.slugs).toEqual(['hen-gio']);
	const hashes = [before, published, corrected, due, withdrawn].map(({ hash }) => hash);
	expect(new Set(hashes).size).toBe(5);
});

test('a build is told of every post up to its bound, in order, over the pages of the list', async () => {
	for (let nth = 0; nth < 55; nth++)
		await publishPost(db.sql, by, {
			unit,
			slug: `cu-${nth}`,
			title: `Cũ ${nth}`,
			hours: 100 + nth
		});
	const { slugs } = await built();
	expect(slugs.filter((slug) => slug.startsWith('cu-'))).toEqual(
		Array.from({ length: 55 }, (_, nth) => `cu-${nth}`)
	);
});

test('a campaign is on the pages once a lead has approved it; what it counts is no reason to build at once', async () => {
	const before = await built();
	await publishCampaign(db.sql, by, { unit, slug: 'dot-mot', name: 'Đợt một' });
	const { facts } = await built();
	expect(editsHash(facts)).not.toBe(before.hash);
	const [campaign] = facts.news.campaigns;
	expect(campaign).toMatchObject({
		slug: 'dot-mot',
		figures: [{ counter: 'visits_done', goal: 40 }, {}, {}]
	});
	const counted = {
		...campaign!,
		until: '2026-11-25',
		figures: [{ counter: 'visits_done', value: 17, goal: 40 }]
	};
	const later = { ...facts, news: { ...facts.news, campaigns: [counted] } };
	expect(editsHash(later)).toBe(editsHash(facts));
	expect(hourlyHash(later)).not.toBe(hourlyHash(facts));
	const renamed = {
		...facts,
		news: { ...facts.news, campaigns: [{ ...campaign!, name: 'Tên mới' }] }
	};
	expect(editsHash(renamed)).not.toBe(editsHash(facts));
});
