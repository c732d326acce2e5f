import { isLink, tags, type Node, type Tag } from '../article/node.ts';
import type { Image } from '../contracts/news.ts';

const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (one) => named[one]!);

/** Where a width of an image lies, on whatever host the portal is read. */
export const imageAddress = (
	origin: string,
	{ sha256, type }: Pick<Image['share'], 'sha256' | 'type'>
): string => `${origin}/storage/v1/object/public/news/${sha256}.${type}`;

/** A tree came from the database, which is asked about it here once more: it leaves as text that a browser reads. */
const known: ReadonlySet<string> = new Set<Tag>(tags);

/**
 * An article as HTML for readers of feeds, from the tree that is kept: known tags, links to the web, to a phone or to this portal, and
 * images with their words. Each text is escaped; of a tag that is none of these the words stay.
 */
export function htmlOf(tree: readonly Node[], images: readonly Image[], origin: string): string {
	const write = (node: Node): string => {
		if (typeof node === 'string') return escaped(node);
		const inside = (node.of ?? []).map(write).join('');
		if (node.tag === 'br' || node.tag === 'hr') return `<${node.tag}>`;
		if (node.tag === 'a') {
			const href = node.href ?? '';
			if (!isLink(href)) return inside;
			return `<a href="${escaped(href.startsWith('/') ? origin + href : href)}">${inside}</a>`;
		}
		if (node.tag === 'img') {
			const image = images.find(({ id }) => id === node.image);
			if (!image) return '';
			const { width, height } = image.share;
			return `<img src="${imageAddress(origin, image.share)}" alt="${escaped(image.alt)}" width="${width}" height="${height}">`;
		}
		return known.has(node.tag) ? `<${node.tag}>${inside}</${node.tag}>` : inside;
	};
	return tree.map(write).join('\n');
}
