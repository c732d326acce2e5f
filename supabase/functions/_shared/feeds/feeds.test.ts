import fc from 'fast-check';
import { validateXML } from 'xmllint-wasm';
import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import { grammar } from './grammar.ts';
import { atomOf, jsonOf, type Entry, type Feed } from './index.ts';

const entry: Entry = {
	id: '0b1f8b52-6d1e-4a3e-9d0c-2f6f5b1c7a11',
	url: 'https://gandan.example/tin-tuc/canh-giac-gia-danh-cong-an',
	title: 'Cảnh giác cuộc gọi giả danh công an & "cán bộ"',
	summary: 'Kẻ gian tự xưng cán bộ <phường>, đòi chuyển tiền.',
	html: '<p>Ông/bà <strong>không</strong> chuyển tiền &amp; không đọc mã OTP.</p>',
	category: 'Cảnh báo',
	unit: 'Công an phường Đức Phổ',
	published: '2026-11-20T08:30:00+07:00',
	updated: '2026-11-21T09:00:00.123+07:00',
	image: 'https://gandan.example/functions/v1/news/image/ab12?w=960'
};
const feed: Feed = {
	self: 'https://gandan.example/functions/v1/news/atom?don-vi=21439&loai=warnings',
	page: 'https://gandan.example/tin-tuc?don-vi=21439',
	title: 'Tin tức – Công an phường Đức Phổ',
	about: 'Cảnh báo',
	author: 'Gần Dân',
	updated: '2026-11-21T09:00:00+07:00',
	entries: [entry]
};

async function faultsOf(xml: string): Promise<string[]> {
	const { errors } = await validateXML({
		xml: [{ fileName: 'feed.atom', contents: xml }],
		schema: [grammar],
		extension: 'relaxng'
	});
	return errors.map(({ message }) => message);
}

/** JSON Feed 1.1 by its rules: what must be there, and nothing of an unknown name. */
const moment = z
	.string()
	.check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/));
const absolute = z.url({ protocol: /^https?$/ });
const authors = z.array(z.strictObject({ name: z.string().check(z.minLength(1)) }));
const jsonFeed = z.strictObject({
	version: z.literal('https://jsonfeed.org/version/1.1'),
	title: z.string(),
	home_page_url: absolute,
	feed_url: absolute,
	description: z.optional(z.string()),
	language: z.literal('vi'),
	authors,
	items: z.array(
		z.strictObject({
			id: z.string().check(z.minLength(1)),
			url: absolute,
			title: z.string(),
			summary: z.string(),
			content_html: z.string(),
			image: z.optional(absolute),
			date_published: moment,
			date_modified: moment,
			authors,
			tags: z.array(z.string()),
			language: z.literal('vi')
		})
	)
});

describe('somebody who follows with a reader of feeds', () => {
	it('has an Atom feed that is one by the grammar of RFC 4287, with posts and without', async () => {
		expect(await faultsOf(atomOf(feed))).toEqual([]);
		expect(await faultsOf(atomOf({ ...feed, about: '', entries: [] }))).toEqual([]);
	});

	it('would be told by that grammar of a feed that is none', async () => {
		const sound = atomOf(feed);
		for (const broken of [
			sound.replace(/<id>urn:[^<]*<\/id>/, ''),
			sound.replace('2026-11-20T01:30:00.000Z', '20/11/2026'),
			sound.replace('rel="self" ', 'rel="self" onclick="x" '),
			sound.replace('href="https://gandan.example/tin-tuc/', 'href="/tin-tuc/'),
			sound.replace('<title>Cảnh', '<title>Cảnh & ')
		]) {
			expect(broken).not.toBe(sound);
			expect(await faultsOf(broken)).not.toEqual([]);
		}
	});

	it('reads Vietnamese and marks as they were written, and the article as HTML', () => {
		const xml = atomOf(feed);
		expect(xml).toContain(
			'<title>Cảnh giác cuộc gọi giả danh công an &amp; &quot;cán bộ&quot;</title>'
		);
		expect(xml).toContain(
			'<summary>Kẻ gian tự xưng cán bộ &lt;phường&gt;, đòi chuyển tiền.</summary>'
		);
		expect(xml).toContain(
			'<content type="html">&lt;p&gt;Ông/bà &lt;strong&gt;không&lt;/strong&gt; chuyển tiền &amp;amp; không đọc mã OTP.&lt;/p&gt;</content>'
		);
	});

	it('has a JSON feed of the same posts by the rules of version 1.1', () => {
		const said = jsonFeed.parse(JSON.parse(jsonOf(feed)));
		expect(said.items).toEqual([
			{
				id: 'urn:uuid:0b1f8b52-6d1e-4a3e-9d0c-2f6f5b1c7a11',
				url: entry.url,
				title: entry.title,
				summary: entry.summary,
				content_html: entry.html,
				image: entry.image,
				date_published: '2026-11-20T01:30:00.000Z',
				date_modified: '2026-11-21T02:00:00.123Z',
				authors: [{ name: entry.unit }],
				tags: ['Cảnh báo'],
				language: 'vi'
			}
		]);
		jsonFeed.parse(
			JSON.parse(jsonOf({ ...feed, about: '', entries: [{ ...entry, image: null }] }))
		);
	});

	it('knows a post again by the same id in both, whatever host it was read from', () => {
		const elsewhere = { ...feed, self: feed.self.replace('gandan', 'khac'), entries: [entry] };
		const idsIn = (xml: string) => [...xml.matchAll(/<id>(urn:[^<]*)<\/id>/g)].map(([, id]) => id);
		expect(idsIn(atomOf(elsewhere))).toEqual(idsIn(atomOf(feed)));
		expect(idsIn(atomOf(feed))).toEqual(JSON.parse(jsonOf(feed)).items.map(({ id }: Entry) => id));
	});
});

it('no text that anybody could type makes a feed unreadable', async () => {
	const text = fc.string({ unit: 'binary', maxLength: 40 });
	const nasty = fc.sample(text, { numRuns: 60, seed: 8 });
	const hostile = [
		'\u0000\u0008\u001f',
		'\ud800',
		'a\ufffeb\uffff',
		']]>',
		'<!--',
		'&#0;',
		'\u202e'
	];
	const entries = [...nasty, ...hostile].map((title) => ({
		...entry,
		title,
		summary: title,
		html: title
	}));
	expect(await faultsOf(atomOf({ ...feed, title: nasty.join(''), entries }))).toEqual([]);
	jsonFeed.parse(JSON.parse(jsonOf({ ...feed, entries })));
});
