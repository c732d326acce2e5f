import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEPTH_MAX, cleanBody, isLink, readArticle, type Node } from './index.ts';

const id = '6f1c2c1e-6f1b-4c9e-9a55-000000000001';
const tree = (markdown: string) => readArticle(cleanBody(markdown))?.tree;
const dropped = (markdown: string) => readArticle(cleanBody(markdown))?.dropped;
/** Every element of a tree. */
const elements = (nodes: readonly Node[]): Exclude<Node, string>[] =>
	nodes.flatMap((node) => (typeof node === 'string' ? [] : [node, ...elements(node.of ?? [])]));

describe('what an editor writes', () => {
	it('becomes headings below the title, lists in lists, quotes, tables, links and pictures', () => {
		expect(tree('# Một\n\n#### Hai\n\nCó **đậm**, *nghiêng*, ~~bỏ~~.')).toEqual([
			{ tag: 'h2', of: ['Một'] },
			{ tag: 'h3', of: ['Hai'] },
			{
				tag: 'p',
				of: [
					...['Có ', { tag: 'strong', of: ['đậm'] }, ', ', { tag: 'em', of: ['nghiêng'] }, ', '],
					...[{ tag: 'del', of: ['bỏ'] }, '.']
				]
			}
		]);
		const list = elements(tree('- gà\n- bò\n  1. bê')!).map(({ tag }) => tag);
		expect(list).toEqual(['ul', 'li', 'li', 'ol', 'li']);
		const table = elements(tree('| a | b |\n|---|---|\n| 1 | |')!).map(({ tag }) => tag);
		expect(table.join(' ')).toBe('table thead tr th th tbody tr td td');
		expect(tree(`![Đội tuần tra](anh:${id})`)).toEqual([
			{ tag: 'p', of: [{ tag: 'img', image: id, alt: 'Đội tuần tra' }] }
		]);
		expect(tree('[Gọi](tel:0255123456) hoặc [gửi tin](/tin-bao)')).toEqual([
			{
				tag: 'p',
				of: [
					...[{ tag: 'a', href: 'tel:0255123456', of: ['Gọi'] }, ' hoặc '],
					{ tag: 'a', href: '/tin-bao', of: ['gửi tin'] }
				]
			}
		]);
	});

	it('is told what will not be shown', () => {
		expect(dropped('<u>a</u> [b](//c.vn) ![d](https://e.vn/f.png)')).toEqual({
			html: 2,
			links: 1,
			images: 1
		});
	});

	it.each([
		'<script>alert(1)</script>',
		'<img src=x onerror=alert(1)>',
		'<svg/onload=alert(1)>',
		'[x](javascript:alert(1))',
		'[x](JaVaScRiPt:alert(1))',
		'[x](java&#10;script:alert(1))',
		'[x](&#106;avascript:alert(1))',
		'[x](<java\tscript:alert(1)>)',
		'[x](javascript&colon;alert(1))',
		'[x](vbscript:msgbox)',
		'[x](data:text/html;base64,PHNjcmlwdD4=)',
		'![x](data:image/svg+xml,<svg/>)',
		'[x](//evil.example)',
		'[x](https://congan.gov.vn@evil.example)',
		'[x](https:evil.example)',
		'<javascript:alert(1)>',
		'[x]: javascript:alert(1)\n\n[x]',
		'[x][y]\n\n[y]: <data:text/html,x>',
		'![x](https://evil.example/beacon.png)',
		'![x][y]\n\n[y]: //evil.example/a.png',
		'[^1]\n\n[^1]: chú thích'
	])('loses %j without a trace of an address or a picture', (markdown) => {
		for (const { tag } of elements(tree(markdown)!)) expect(['p', 'ol', 'li']).toContain(tag);
	});

	it('never has a link within a link', () => {
		const found = elements(tree('[a [b](https://c.vn) <https://d.vn>](https://e.vn)')!);
		for (const link of found.filter(({ tag }) => tag === 'a'))
			expect(elements(link.of ?? []).map(({ tag }) => tag)).not.toContain('a');
	});
});

describe('whatever anybody sends', () => {
	const piece = fc.oneof(
		fc.string({ unit: 'grapheme', maxLength: 8 }),
		fc.constantFrom(
			...[
				'# ',
				'> ',
				'- ',
				'1. ',
				'\n',
				'\n\n',
				'    ',
				'**',
				'_',
				'~~',
				'`',
				'```\n',
				'| a |\n|-|\n'
			],
			...[
				'[',
				'](',
				')',
				'![',
				'javascript:',
				'https://a.vn',
				'/a',
				'//a',
				'\\',
				'tel:113',
				`anh:${id}`
			],
			...[
				'<a href="x">',
				'<!--',
				'-->',
				'&#106;',
				'&Tab;',
				'<https://b.vn>',
				'[^1]: ',
				'[x]: ',
				'---\n'
			]
		)
	);

	it('is a tree of known tags whose links and pictures may be there', () => {
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
				const read = readArticle(cleanBody(pieces.join('').toWellFormed().replaceAll('\0', '')));
				for (const { tag, href, image } of elements(read?.tree ?? [])) {
					expect(tag === 'a').toBe(href !== undefined);
					expect(tag === 'img').toBe(image !== undefined);
					if (href !== undefined) expect(isLink(href)).toBe(true);
				}
			}),
			{ numRuns: 500 }
		);
	});

	const long = (text: string) => text.repeat(Math.ceil(30_000 / text.length)).slice(0, 30_000);
	it.each([
		...[
			'>',
			'> ',
			'[',
			'![',
			'[a](b ',
			'*',
			'*a ',
			'*a_ ',
			'**a *',
			'*a**b',
			'`a``b',
			'<',
			'<a ',
			'<!--'
		],
		...[
			'<a href="',
			'- a\n',
			'&amp;',
			'[a]: /b\n',
			'> a\n',
			'# a\n',
			'---\n',
			'a\n',
			'\\',
			'~~a',
			'&',
			' \n'
		],
		...['> > > a\nb\n', '|', '- > ', '1. ', '![](', '<?', '](', '\n*a']
	])('of ten pages of %j makes a tree or is refused, long before a request ends', (text) => {
		const before = performance.now();
		readArticle(long(text));
		expect(performance.now() - before).toBeLessThan(10_000);
	});

	it('is refused when it is nested deeper than a stack should go', () => {
		expect(readArticle('>'.repeat(10_000))).toBeNull();
		expect(
			readArticle(Array.from({ length: 40 }, (_, n) => `${'  '.repeat(n)}- a`).join('\n'))
		).toBeNull();
		expect(DEPTH_MAX).toBeLessThan(20);
	});
});
