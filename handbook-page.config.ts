/** A page of docs/handbook as a component of the portal. */
import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { elementsIn, type Element } from './supabase/functions/_shared/article/markdown.ts';
import { slugOf } from './supabase/functions/_shared/article/slug.ts';
import { sizeOf } from './supabase/functions/_shared/picture/size.ts';

const folder = resolve('docs/handbook');

/** @throws where a link leads to no page of the handbook, or a picture is not there: the build stops */
export function componentOf(markdown: string, file: string): string {
	const page = new Page(file);
	const html = page.html(elementsIn(markdown));
	const imports = page.pictures.map((from, nth) => `import p${nth} from '${from}';`);
	return `<script>\n${imports.join('\n')}\n</script>\n${html.replace('</h1>', `</h1>\n${page.contents()}`)}`;
}

class Page {
	readonly pictures: string[] = [];
	readonly #heads: { id: string; words: string }[] = [];
	readonly #file: string;

	constructor(file: string) {
		this.#file = file;
	}

	html(elements: readonly Element[]): string {
		return elements.map((one) => this.#one(one)).join('');
	}

	/** What stands on the page, as links: the longest has fifteen parts. */
	contents(): string {
		const lines = this.#heads.map(({ id, words }) => `<li><a href="#${id}">${words}</a></li>`);
		return `<nav class="hide-print" aria-label="Trên trang này"><ul role="list">${lines.join('')}</ul></nav>`;
	}

	#one({ type, value = '', tagName = '', properties = {}, children = [] }: Element): string {
		if (type === 'text') return escaped(value);
		const inside = this.html(children);
		switch (tagName) {
			case 'a':
				return `<a href="${this.#leads(String(properties.href))}">${inside}</a>`;
			case 'img':
				return this.#picture(String(properties.src), String(properties.alt));
			case 'h2': {
				const id = slugOf(textOf(children));
				this.#heads.push({ id, words: inside });
				return `<h2 id="${id}" tabindex="-1">${inside}</h2>`;
			}
			case 'th':
				return `<th scope="col">${inside}</th>`;
			case 'br':
				return '<br />';
			case 'p':
				// A picture alone is no paragraph.
				return inside.startsWith('<figure>') ? inside : `<p>${inside}</p>`;
			default:
				return `<${tagName}>${inside}</${tagName}>`;
		}
	}

	/** Pages of the handbook are one page of the portal, which says in its address what is open. */
	#leads(to: string): string {
		const [, page, part = ''] = /^([\w-]+)\.md(#[\w-]+)?$/.exec(to) ?? [];
		if (!page) throw new Error(`${this.#file}: ${to} is no page of the handbook.`);
		readFileSync(join(folder, `${page}.md`));
		return `?page=${pageOf(page)}${part}`;
	}

	/** With its size, so that nothing moves when it comes. */
	#picture(from: string, words: string): string {
		const size = sizeOf(readFileSync(join(dirname(this.#file), from)));
		if (!size) throw new Error(`${this.#file}: ${from} is no picture.`);
		const nth = this.pictures.push(from) - 1;
		return `<figure><img src={p${nth}} alt="${escaped(words)}" width="${size.width}" height="${size.height}" decoding="async" /></figure>`;
	}
}

/** What a page is called in the address. */
export const pageOf = (file: string): string => basename(file, '.md').replace('README', 'start');

const textOf = (elements: readonly Element[]): string =>
	elements.map(({ value, children = [] }) => value ?? textOf(children)).join('');

const marks: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	'{': '&#123;',
	'}': '&#125;'
};
const escaped = (text: string): string => text.replace(/[&<>"{}]/g, (mark) => marks[mark]!);
