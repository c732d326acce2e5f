/** What SQL lets nobody keep as the text of a post, whatever their browser sends. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanBody, isLink, readArticle } from '../functions/_shared/article/index.ts';
import * as on from './newsing.ts';
import { problemOf } from './people.ts';

let s: on.Newsroom;
beforeAll(async () => {
	s = await on.newsroom();
});
afterAll(() => s?.db.drop());

describe('a text that no editor’s page made', () => {
	test.each([
		['a script', [{ tag: 'script', of: ['alert(1)'] }]],
		['a handler', [{ tag: 'p', onclick: 'x', of: [] }]],
		['a link to a script', [{ tag: 'a', href: 'javascript:alert(1)', of: ['x'] }]],
		['a link to elsewhere that looks like ours', [{ tag: 'a', href: '//evil.example', of: ['x'] }]],
		['a link with a name in it', [{ tag: 'a', href: 'https://cong-an@evil.example', of: ['x'] }]],
		['a link of nothing', [{ tag: 'a', of: ['x'] }]],
		['a link on another tag', [{ tag: 'p', href: '/tin-bao', of: ['x'] }]],
		['a picture of elsewhere', [{ tag: 'img', image: 'https://evil.example/a.png' }]],
		['a number', [1]],
		['marks that turn the direction', [{ tag: 'p', of: ['a\u202eb'] }]],
		['an object', { tag: 'p' }],
		['more than it may hold', ['a'.repeat(400_001)]],
		['a hundred levels', JSON.parse('[{"tag":"ul","of":'.repeat(100) + '[]' + '}]'.repeat(100))]
	])('with %s is not kept', async (_, tree) => {
		expect(await on.refused(on.save(s, {}, { tree }))).toBe('bad_format');
		const straight = s.db.sql`update news.workings set tree = ${s.db.sql.json(tree as never)}`;
		await on.save(s);
		expect((await problemOf(straight))?.code).toBe('23514');
	});

	test('is known by SQL as it is by the reader of Markdown, whatever was written', async () => {
		const piece = fc.oneof(
			fc.string({ unit: 'grapheme', maxLength: 10 }),
			fc.constantFrom(
				'# ',
				'> ',
				'- ',
				'\n\n',
				'**',
				'`',
				'[a](/b)',
				'[a](https://b.vn/c?d=e#f) ',
				'[x](tel:113)'
			)
		);
		await fc.assert(
			fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
				const typed = pieces.join('').toWellFormed().replaceAll('\0', '');
				const body = cleanBody(typed);
				const read = readArticle(body)!;
				const [row] = await s.db.sql`
					select news.is_tree(${s.db.sql.json(read.tree as never)}) as taken, house.is_clean(${body}) as clean`;
				expect(row!.taken || !row!.clean, JSON.stringify(body)).toBe(true);
				if (row!.clean) {
					const [kept] = await s.db.sql`select news.body(${typed}, 'body') as body`;
					expect(kept!.body).toBe(body);
				}
			}),
			{ numRuns: 150 }
		);
	});

	test('has the links that the page would follow, and no other', async () => {
		const href = fc
			.tuple(
				fc.constantFrom(
					'',
					'http://',
					'https://',
					'tel:',
					'/',
					'//',
					'/\\',
					'javascript:',
					'https:/',
					'HTTP://'
				),
				fc.string({ unit: fc.constantFrom(...'a1.:/@?#\\ +%-'), maxLength: 8 })
			)
			.map((parts) => parts.join(''));
		await fc.assert(
			fc.asyncProperty(href, async (link) => {
				const [row] = await s.db.sql`select news.is_link(${link}) as taken`;
				expect(row!.taken, link).toBe(isLink(link));
			}),
			{ numRuns: 200 }
		);
	});
});
