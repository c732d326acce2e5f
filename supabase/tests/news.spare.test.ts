/** Pictures that no text names go after a month, and their bytes with them; no picture of a text ever does. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeLeftovers } from '../local/leftovers.ts';
import { startStack, type TestStack } from '../local/testing.ts';
import * as on from './newsing.ts';

let s: on.Newsroom;
beforeAll(async () => {
	s = await on.newsroom();
});
afterAll(() => s?.db.drop());

const forget = async () => (await s.db.sql`select news.forget_images() as n`)[0]!.n as number;
const there = async (id: string) =>
	(await s.db.sql`select 1 from news.images where id = ${id}`).length === 1;
const aMonthLater = () =>
	s.db.sql`update news.images set spare_since = spare_since - 30 where spare_since is not null`;
const toRemove = async () =>
	(await s.db.as({ role: 'service_role' }, (tx) => tx`select public.news_forget_images() as p`))[0]!
		.p as string[];
const pathsOf = async (id: string) =>
	(
		await s.db.sql`select sha256 || '.' || type as path from news.image_files where image = ${id}`
	).map(({ path }) => path as string);

describe('a picture', () => {
	test('that no text ever named is kept a month, in which it may still be used, and then given up', async () => {
		const [used, spare] = [await on.picture(s), await on.picture(s)];
		const paths = await pathsOf(spare.id);
		expect(await forget()).toBe(0);
		await on.save(s, { body: `Ảnh:\n\n![](anh:${used.id})` });
		await aMonthLater();
		expect(await forget()).toBe(1);
		expect([await there(used.id), await there(spare.id)]).toEqual([true, false]);
		expect((await toRemove()).toSorted()).toEqual(paths.toSorted());
		expect(await on.refused(on.save(s, { cover: spare.id }))).toBe('unknown');
	});

	test('of a draft, a cover, a public post, a withdrawn one and a corrected text stays', async () => {
		const at = (id: string) => `Ảnh:\n\n![](anh:${id})`;
		const ids: string[] = [];
		const fresh = async () => {
			const { id } = await on.picture(s);
			ids.push(id);
			return id;
		};
		await on.save(s, { cover: await fresh() });
		await on.published(s, { body: at(await fresh()) });
		const [before, after] = [await fresh(), await fresh()];
		const post = await on.published(s, { body: at(before) });
		await s.db.sql`
			insert into news.corrections (post, place, note, title, summary, body, officer)
			select id, 1, 'Sửa ảnh', title, summary, body, ${s.lead.sub} from news.posts where id = ${post.id}`;
		await s.db.sql`
			update news.posts set tree = replace(tree::text, ${before}, ${after})::jsonb where id = ${post.id}`;
		const gone = await on.published(s, { body: at(await fresh()) });
		await on.command(s, s.lead, 'news_withdraw', { id: gone.id, reason: 'Sai giờ' });
		for (let month = 0; month < 2; month++) {
			await forget();
			await aMonthLater();
		}
		for (const id of ids) expect(await there(id), id).toBe(true);
	});

	test('that a text names again is counted anew from the day on which it names it no more', async () => {
		const { id } = await on.picture(s);
		await forget();
		await s.db.sql`update news.images set spare_since = spare_since - 29 where id = ${id}`;
		const post = await on.save(s, { cover: id });
		await forget();
		await on.command(s, s.editor, 'news_discard', { id: post.id, version: post.version });
		await forget();
		await s.db.sql`update news.images set spare_since = spare_since - 29 where id = ${id}`;
		await forget();
		expect(await there(id)).toBe(true);
	});

	test('brought again while its bytes are on their way out is asked for once more, and taken when they are gone', async () => {
		const sha256 = 'ab'.repeat(32);
		const bring = () =>
			s.db.sql`
				insert into news.leftovers (path) values (${`${sha256}.webp`}) on conflict do nothing`.then(() =>
				on.pictureOf(s, sha256)
			);
		const { id } = await on.pictureOf(s, sha256);
		await s.db.sql`delete from news.image_files where image = ${id}`;
		await s.db.sql`delete from news.images where id = ${id}`;
		// Given up, and nobody has asked for it yet: it is simply taken back.
		const again = await bring();
		expect(await toRemove()).not.toContain(`${sha256}.webp`);
		await s.db.sql`delete from news.image_files where image = ${again.id}`;
		await s.db.sql`insert into news.leftovers (path) values (${`${sha256}.webp`})`;
		expect(await toRemove()).toContain(`${sha256}.webp`);
		expect(await on.refused(on.pictureOf(s, sha256))).toBe('busy');
		await s.db.as(
			{ role: 'service_role' },
			(tx) => tx`select public.news_images_gone(${[`${sha256}.webp`]})`
		);
		expect(await there((await on.pictureOf(s, sha256)).id)).toBe(true);
	});

	test('is not given up by the API, whoever asks', async () => {
		for (const role of ['anon', 'authenticated'] as const)
			expect(
				await on.refused(s.db.as({ role }, (tx) => tx`select public.news_forget_images()`))
			).toMatch(/permission denied/);
	});
});

describe('the bytes', () => {
	let stack: TestStack;
	beforeAll(async () => {
		stack = await startStack();
	});
	afterAll(() => stack?.stop());

	test('of a picture that was given up leave the public bucket, and those of others stay', async () => {
		const { api, keys, sql } = stack;
		const headers = { apikey: keys.secret, authorization: `Bearer ${keys.secret}` };
		const at = (path: string) => `${api}/storage/v1/object/news/${path}`;
		const [gone, stays] = [`${'c'.repeat(64)}.webp`, `${'d'.repeat(64)}.webp`];
		for (const path of [gone, stays]) {
			const body = new Uint8Array([1, 2, 3]);
			const put = await fetch(at(path), {
				...{ method: 'POST', body },
				headers: { ...headers, 'content-type': 'image/webp' }
			});
			expect(put.status).toBe(200);
		}
		await sql`insert into news.leftovers (path) values (${gone})`;
		expect(await removeLeftovers({ api, jobsSecret: keys.jobs })).toBe(1);
		const status = async (path: string) => (await fetch(at(path), { headers })).status;
		expect([(await status(gone)) === 200, await status(stays)]).toEqual([false, 200]);
		expect(await sql`select 1 from news.leftovers`).toHaveLength(0);
	});
});
