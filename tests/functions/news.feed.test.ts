/** Feeds as a reader of feeds asks for them: by an address alone, through the server and the edge function. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startStack, type TestStack } from '../../supabase/local/testing.ts';
import { correctPost, publishPost, withdrawPost } from '../../supabase/tests/publishing.ts';

const unit = '21439';
let stack: TestStack;
let by: { author: string; approver: string };

beforeAll(async () => {
	stack = await startStack();
	for (const name of ['Cán bộ Viết', 'Cán bộ Duyệt'])
		await stack.officer({ unit, roles: ['editor'], name });
	const officers = await stack.sql<{ user_id: string }[]>`
		select user_id from staff.officers where name in ('Cán bộ Viết', 'Cán bộ Duyệt') order by name`;
	by = { approver: officers[0]!.user_id, author: officers[1]!.user_id };
}, 60_000);
afterAll(() => stack?.stop());

const feed = (path: string, headers: Record<string, string> = {}) =>
	fetch(`${stack.origin}/functions/v1/news/${path}`, { headers });

it('a reader follows a category: what is public is there, a correction changes it, a withdrawal ends it', async () => {
	const id = await publishPost(stack.sql, by, {
		...{ unit, slug: 'canh-giac', title: 'Cảnh giác "shipper" giả', category: 'warnings' }
	});
	await publishPost(stack.sql, by, {
		unit,
		slug: 'mai-moi-dang',
		title: 'Mai mới đăng',
		category: 'warnings',
		hours: -24
	});
	await publishPost(stack.sql, by, {
		unit,
		slug: 'viec-tot',
		title: 'Việc tốt',
		category: 'good_people'
	});
	const path = `atom?don-vi=${unit}&loai=warnings`;
	const first = await feed(path);
	const xml = await first.text();
	expect(first.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
	expect(xml).toContain(`<id>urn:uuid:${id}</id>`);
	expect(xml).toContain(`href="${stack.origin}/tin-tuc/canh-giac"`);
	expect(xml).not.toMatch(/Mai mới đăng|Việc tốt/);
	const tag = first.headers.get('etag')!;
	expect((await feed(path, { 'if-none-match': tag })).status).toBe(304);
	await correctPost(stack.sql, by, id, 'Sửa số điện thoại.');
	const corrected = await feed(path, { 'if-none-match': tag });
	expect(corrected.status).toBe(200);
	expect(await corrected.text()).toContain('Sửa số điện thoại.');
	await withdrawPost(stack.sql, by, id, 'Nhầm địa bàn.');
	expect(await (await feed(path)).text()).not.toContain('canh-giac');
	const { items } = (await (await feed('json')).json()) as { items: { url: string }[] };
	expect(items.map(({ url }) => url)).toEqual([`${stack.origin}/tin-tuc/viec-tot`]);
});

it('a filter that is none is refused in our words, and nothing but reading is done with a feed', async () => {
	const refused = await feed('atom?don-vi=../../etc');
	expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'invalid' }]);
	expect(
		(await fetch(`${stack.origin}/functions/v1/news/atom`, { method: 'POST', body: '{}' })).status
	).toBe(404);
	const head = await fetch(`${stack.origin}/functions/v1/news/json`, { method: 'HEAD' });
	expect([head.status, await head.text()]).toEqual([200, '']);
});
