/** Posts, from the first word to what readers see: who may do what, and what nobody can. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as on from './newsing.ts';
import { problemOf } from './people.ts';

let s: on.Newsroom;
beforeAll(async () => {
	s = await on.newsroom();
});
afterAll(() => s?.db.drop());

const code = on.refused;
const slugs = async (over: on.Args = {}) => (await on.list(s, over)).rows.map(({ slug }) => slug);

describe('an editor', () => {
	test('writes a draft that no reader can find, whatever is asked', async () => {
		const { id, slug, version, state } = await on.save(s, { title: 'Việc chưa ai biết' });
		expect({ slug, version, state }).toEqual({
			slug: 'viec-chua-ai-biet',
			version: 1,
			state: 'draft'
		});
		expect(await code(on.read(s, slug))).toBe('not_found');
		expect(await slugs({ words: 'chưa ai biết' })).toEqual([]);
		await on.send(s, id, 1);
		expect(await code(on.read(s, slug))).toBe('not_found');
		expect((await on.feed(s)).rows.map((row) => row.slug)).not.toContain(slug);
	});

	test('may leave a draft half written, and is told what is missing before a second look', async () => {
		const { id } = await on.save(s, { title: '', summary: '', body: '' });
		const fields = [];
		for (const [version, over] of [
			[1, { title: 'Tựa' }],
			[2, { title: 'Tựa', summary: 'Tóm tắt' }],
			[3, {}]
		] as const) {
			fields.push((await problemOf(on.send(s, id, version)))?.detail);
			await on.save(s, { summary: '', body: '', ...over }, { id, version });
		}
		expect(fields).toEqual(['title', 'summary', 'body']);
	});

	test('is told when somebody else has written meanwhile, and nothing is overwritten', async () => {
		const { id } = await on.save(s, { body: 'Bản đầu.' });
		await on.save(s, { body: 'Của người thứ hai.' }, { id, version: 1, who: s.second });
		expect(await code(on.save(s, { body: 'Của tôi.' }, { id, version: 1 }))).toBe('stale');
		const { working } = await on.open(s, id);
		expect(working).toMatchObject({ body: 'Của người thứ hai.', version: 2 });
		await on.save(s, { body: 'Của cả hai.' }, { id, version: working!.version });
		expect((await on.open(s, id)).working).toMatchObject({ body: 'Của cả hai.', mine: true });
	});

	test('makes one post of a save that was sent twice, and of two windows that begin it', async () => {
		const [id, key] = [randomUUID(), randomUUID()];
		const once = await on.save(s, {}, { id, key });
		expect(await on.save(s, {}, { id, key })).toEqual(once);
		const other = randomUUID();
		const two = await Promise.all(
			[1, 2].map((n) => code(on.save(s, { body: `Cửa sổ ${n}.` }, { id: other })))
		);
		expect(two.sort()).toEqual(['stale', null].sort());
	});

	test('cannot open, write in or send what is another unit’s', async () => {
		const { id } = await on.save(s);
		const there = s.neighbour;
		expect(await code(on.open(s, id, there))).toBe('not_found');
		expect(await code(on.save(s, {}, { id, version: 1, who: there }))).toBe('not_found');
		expect(await code(on.send(s, id, 1, there))).toBe('not_found');
		const { rows } = await on.listed(s, null, there);
		expect(rows).toEqual([]);
	});

	test('throws a draft away, and it is gone but for the record of it', async () => {
		const { id } = await on.save(s);
		await on.command(s, s.editor, 'news_discard', { id, version: 1 });
		expect(await code(on.open(s, id))).toBe('not_found');
		const events = await s.db.sql`select what from news.events where post = ${id} order by at`;
		expect(events.map(({ what }) => what)).toEqual(['written', 'discarded']);
	});
});

describe('whoever is no editor', () => {
	test('does not get in: a lead reads and approves and does not write, the desk and the public do neither', async () => {
		const { id } = await on.save(s);
		expect((await on.listed(s, 'draft', s.lead)).may_write).toBe(false);
		expect((await on.open(s, id, s.lead)).id).toBe(id);
		expect(await code(on.save(s, {}, { id, version: 1, who: s.lead }))).toBe('role_missing');
		expect(await code(on.open(s, id, s.desk))).toBe('role_missing');
		expect(await code(on.listed(s, null, s.desk))).toBe('role_missing');
		const asAnybody = await s.db
			.as({ role: 'anon' }, (tx) => tx`select public.news_open(${id})`)
			.then(
				() => null,
				(error: { code: string }) => error.code
			);
		expect(asAnybody).toBe('42501');
	});
});

describe('the second pair of eyes', () => {
	test('is another officer’s: nobody approves a text that has words of theirs, not even in the table', async () => {
		const { id } = await on.sent(s);
		expect(await code(on.approve(s, id, 1, null, s.editor))).toBe('own_words');
		await on.save(s, { body: 'Sửa một chữ.' }, { id, version: 1, who: s.second });
		await on.send(s, id, 2);
		expect(await code(on.approve(s, id, 2, null, s.second))).toBe('own_words');
		expect(await on.approve(s, id, 2, null, s.lead)).toMatchObject({ state: 'published' });
		const forced = s.db.sql`update news.posts set approved_by = ${s.editor.sub} where id = ${id}`;
		expect((await problemOf(forced))?.code).toBe('23514');
	});

	test('looks at what was sent: words written since are a draft again', async () => {
		const { id } = await on.sent(s);
		await on.save(s, { body: 'Thêm một câu.' }, { id, version: 1 });
		expect(await code(on.approve(s, id, 1))).toBe('stale');
		expect(await code(on.approve(s, id, 2))).toBe('not_allowed');
	});

	test('sends a text back with a remark, which goes when it is sent again', async () => {
		const { id } = await on.sent(s);
		await on.command(s, s.lead, 'news_send_back', { id, version: 1, remark: 'Nêu rõ giờ.' });
		expect((await on.open(s, id)).working).toMatchObject({
			stage: 'draft',
			remark: { words: 'Nêu rõ giờ.', officer: { id: s.lead.sub } }
		});
		await on.send(s, id, 1);
		expect((await on.open(s, id)).working?.remark).toBeNull();
		expect((await on.listed(s, 'review')).rows.map((row) => row.id)).toContain(id);
	});

	test('approves once, however often it is pressed', async () => {
		const { id } = await on.sent(s);
		const key = randomUUID();
		const press = () =>
			on.command(s, s.second, 'news_approve', { key, id, version: 1, publish_at: null });
		expect(await press()).toEqual(await press());
	});
});

describe('a post for later', () => {
	test('is public from its moment on, by nobody’s doing', async () => {
		const { id, slug } = await on.sent(s, { title: 'Sáng mai mới đăng' });
		const soon = new Date(Date.now() + 3_600_000).toISOString();
		expect(await on.approve(s, id, 1, soon)).toMatchObject({ state: 'scheduled' });
		expect(await code(on.read(s, slug))).toBe('not_found');
		expect(await slugs()).not.toContain(slug);
		// The clock goes on; nothing else does.
		await s.db.sql`update news.posts set publish_at = now() where id = ${id}`;
		expect(await on.read(s, slug)).toMatchObject({
			state: 'published',
			title: 'Sáng mai mới đăng'
		});
		expect((await on.open(s, id)).state).toBe('published');
	});

	test('goes back to its draft until then, with its writers: they still cannot approve it', async () => {
		const { id } = await on.sent(s);
		await on.approve(s, id, 1, new Date(Date.now() + 3_600_000).toISOString());
		expect(await on.command(s, s.lead, 'news_unschedule', { id })).toMatchObject({
			state: 'draft'
		});
		await on.send(s, id, 1);
		expect(await code(on.approve(s, id, 1, null, s.editor))).toBe('own_words');
		await on.approve(s, id, 1);
		expect(await code(on.command(s, s.lead, 'news_unschedule', { id }))).toBe('published');
	});

	test('is no older than its approval, and not for another year', async () => {
		const { id, slug } = await on.sent(s);
		const late = new Date(Date.now() + 400 * 86_400_000).toISOString();
		expect(await code(on.approve(s, id, 1, late))).toBe('out_of_range');
		await on.approve(s, id, 1, new Date(Date.now() - 3_600_000).toISOString());
		const [{ same }] = (await s.db
			.sql`select publish_at = approved_at as same from news.posts where slug = ${slug}`) as never as [
			{ same: boolean }
		];
		expect(same).toBe(true);
	});
});
