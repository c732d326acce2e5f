/** Posts: Markdown in, a small tree out, which the page draws and SQL checks. */
import { isLink, type Node, type Tag, tags } from './node.ts';
import { elementsOf, type Element } from './markdown.ts';

export { BODY_MAX, bodyProblem, cleanBody } from './body.ts';
export { DEPTH_MAX, isLink, tags, type Node, type Tag } from './node.ts';
export { plainText } from './plain.ts';
export { SLUG_MAX, slugOf } from './slug.ts';

/** `dropped`: what was written and is not shown, so that the editor is told. */
export type Article = { tree: Node[]; dropped: { html: number; links: number; images: number } };

const imageId = /^anh:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const known: ReadonlySet<string> = new Set(tags);
/** Where a line break of the source is a line break of a reader: in a paragraph, not between rows of a table. */
const holdsText: ReadonlySet<string> = new Set([
	...['p', 'h2', 'h3', 'li', 'a', 'strong', 'em', 'del', 'code', 'th', 'td']
]);
const alsoKnown: Record<string, Tag> = { h1: 'h2', h4: 'h3', h5: 'h3', h6: 'h3' };

/**
 * Reads a cleaned body (`cleanBody`).
 * @returns null where it is nested too deep
 */
export function readArticle(body: string): Article | null {
	const read = elementsOf(body);
	if (!read) return null;
	const dropped = { html: read.html, links: 0, images: 0 };
	return { tree: nodesOf(read.elements, 'root', dropped), dropped };
}

function nodesOf(
	elements: readonly Element[],
	within: string,
	dropped: Article['dropped']
): Node[] {
	const nodes = elements.flatMap((element) => nodeOf(element, within, dropped));
	// Two texts in a row are one: a link that was dropped leaves its words.
	return nodes.reduce<Node[]>((joined, node) => {
		const last = joined.at(-1);
		if (typeof node === 'string' && typeof last === 'string')
			joined[joined.length - 1] = last + node;
		else joined.push(node);
		return joined;
	}, []);
}

function nodeOf(element: Element, within: string, dropped: Article['dropped']): Node[] {
	if (element.type === 'text') {
		const text = element.value ?? '';
		return text.trim() === '' && !holdsText.has(within) ? [] : [text];
	}
	const name = alsoKnown[element.tagName ?? ''] ?? element.tagName ?? '';
	if (!known.has(name)) return nodesOf(element.children ?? [], within, dropped);
	const tag = name as Tag;
	if (tag === 'img') return imageOf(element, dropped);
	if (tag === 'br' || tag === 'hr') return [{ tag }];
	const of = nodesOf(element.children ?? [], tag, dropped);
	if (tag === 'a') return linkOf(element, of, dropped);
	return of.length > 0 || tag === 'td' || tag === 'th' ? [{ tag, of }] : [];
}

/** A link that leads nowhere we know is its words. */
function linkOf({ properties }: Element, of: Node[], dropped: Article['dropped']): Node[] {
	const href = String(properties?.href ?? '');
	if (isLink(href) && of.length > 0) return [{ tag: 'a', href, of }];
	dropped.links++;
	return of;
}

/** Pictures of this portal alone, by their ids: another address would tell its owner who reads. */
function imageOf({ properties }: Element, dropped: Article['dropped']): Node[] {
	const image = imageId.exec(String(properties?.src ?? ''))?.[1];
	if (!image) {
		dropped.images++;
		return [];
	}
	const alt = String(properties?.alt ?? '')
		.trim()
		.slice(0, 300);
	return [alt ? { tag: 'img', image, alt } : { tag: 'img', image }];
}
