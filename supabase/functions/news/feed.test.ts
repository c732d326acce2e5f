import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Call } from '../_shared/edge/index.ts';
import type { Article } from '../_shared/feeds/index.ts';
import { categories } from '../_shared/feeds/news.ts';
import { htmlOf } from '../_shared/feeds/html.ts';
import { feed } from './feed.ts';

const file = { sha256: 'ab'.repeat(32), type: 'jpeg' as const, width: 1200, height: 800 };
const image = {
	id: '5f0e7a9c-2d7b-4a8e-8f1e-0f3c8f6a1b22',
	alt: 'Bảng "nhắc" ở nhà văn hóa',
	width: 1600,
	height: 1067,
	files: [{ ...file, type: 'webp' as const, width: 480, height: 320 }],
	share: file
};
const row: Article = {
	id: '0b1f8b52-6d1e-4a3e-9d0c-2f6f5b1c7a11',
	state: 'published',
	slug: 'canh-giac-gia-danh',
	category: 'warnings',
	title: 'Cảnh giác giả danh',
	summary: 'Không chuyển tiền.',
	published_at: '2026-11-20T08:30:00+07:00',
	corrected_at: null,
	areas: [],
	unit: { code: '21439', police_name: 'Công an phường Đức Phổ', demo: true },
	cover: image,
	campaign: null,
	tree: [{ tag: 'p', of: ['Gọi ', { tag: 'a', href: '/dia-ban', of: ['đơn vị'] }, '.'] }],
	images: [image],
	corrections: []
};

/** A database with these posts; `asked` is what reached it. */
const having = (rows: readonly Article[], asked: unknown[] = []): Call =>
	(async (_name: string, args: unknown) => (asked.push(args), { rows })) as Call;
const get = (path: string, headers: Record<string, string> = {}) =>
	new Request(`http://127.0.0.1:9${path}`, {
		headers: { 'x-forwarded-host': 'gandan.example', ...headers }
	});

describe('somebody who follows the news of a unit with a reader', () => {
	it('gets the posts of the filter, with addresses of the portal as they read it', async () => {
		const asked: unknown[] = [];
		const path = '/news/atom?don-vi=21439&loai=warnings';
		const answer = await feed(get(path), having([row], asked), undefined);
		const xml = await answer.text();
		expect(asked).toEqual([{ unit: '21439', category: 'warnings', area: null }]);
		expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
		expect(xml).toContain('<title>Cảnh báo – Công an phường Đức Phổ</title>');
		expect(xml).toContain('href="https://gandan.example/tin-tuc/canh-giac-gia-danh"');
		expect(xml).toContain(
			'href="https://gandan.example/functions/v1/news/atom?don-vi=21439&amp;loai=warnings"'
		);
		expect(xml).not.toContain('127.0.0.1');
		const told = await (
			await feed(get('/news/atom'), having([row]), 'https://tin.example/x')
		).text();
		expect(told).toContain('href="https://tin.example/tin-tuc/canh-giac-gia-danh"');
	});

	it('gets nothing twice: what is known already costs no text, and a correction is new', async () => {
		const first = await feed(get('/news/json'), having([row]), undefined);
		const tag = first.headers.get('etag')!;
		const again = await feed(
			get('/news/json', { 'if-none-match': `W/${tag}` }),
			having([row]),
			undefined
		);
		expect([again.status, await again.text()]).toEqual([304, '']);
		const corrected: Article = {
			...row,
			corrected_at: '2026-11-21T09:00:00+07:00',
			corrections: [{ at: '2026-11-21T09:00:00+07:00', note: 'Sửa <giờ>.' }]
		};
		const newer = await feed(
			get('/news/json', { 'if-none-match': tag }),
			having([corrected]),
			undefined
		);
		const { items } = (await newer.json()) as { items: Record<string, string>[] };
		expect(items[0]).toMatchObject({ date_modified: '2026-11-21T02:00:00.000Z' });
		expect(items[0]!.content_html).toMatch(
			/^<p><strong>Đính chính 21\/11\/2026:<\/strong> Sửa &lt;giờ&gt;\.<\/p>/
		);
	});

	it('is told of a filter, a format and a host that are none', async () => {
		for (const [path, headers, code] of [
			['/news/atom?don-vi=abc', {}, 'invalid'],
			['/news/atom?loai=comments', {}, 'invalid'],
			['/news/rss', {}, 'not_found'],
			['/news/atom', { 'x-forwarded-host': 'evil.example/"><x' }, 'bad_format']
		] as const)
			await expect(feed(get(path, headers), having([row]), undefined)).rejects.toMatchObject({
				code
			});
	});
});

it('an article in a feed is known tags, escaped words and addresses that lead somewhere, and nothing else', () => {
	const html = (node: Article['tree'][number]) => htmlOf([node], [image], 'https://gandan.example');
	expect(html('<script>alert("1")</script>')).toBe(
		'&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;'
	);
	expect(html({ tag: 'script' as 'p', of: ['alert(1)'] })).toBe('alert(1)');
	for (const href of [
		'javascript:alert(1)',
		'data:text/html,x',
		'//evil.example',
		'/\\evil',
		' /x'
	])
		expect(html({ tag: 'a', href, of: ['đây'] }), href).toBe('đây');
	expect(html({ tag: 'a', href: '/dat-lich?x="y"', of: ['đây'] })).toBe(
		'<a href="https://gandan.example/dat-lich?x=&quot;y&quot;">đây</a>'
	);
	expect(html({ tag: 'img', image: image.id })).toBe(
		`<img src="https://gandan.example/storage/v1/object/public/news/${file.sha256}.jpeg" alt="Bảng &quot;nhắc&quot; ở nhà văn hóa" width="1200" height="800">`
	);
	expect(html({ tag: 'img', image: row.id })).toBe('');
});

it('a feed calls a category as the page does', () => {
	const words = JSON.parse(readFileSync('messages/vi.json', 'utf8')) as Record<string, string>;
	for (const [category, name] of Object.entries(categories))
		expect(words[`news_category_${category}`], category).toBe(name);
});
