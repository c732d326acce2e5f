import type { Image, Node } from '../contracts/news.ts';

const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (one) => named[one]!);

/** Where a width of an image lies, on whatever host the portal is read. */
export const imageAddress = (
	origin: string,
	{ sha256, type }: Pick<Image['share'], 'sha256' | 'type'>
): string => `${origin}/storage/v1/object/public/news/${sha256}.${type}`;

const known = /^(?:p|h2|h3|ul|ol|li|blockquote|strong|em|del|code|pre|table|thead|tbody|tr|th|td)$/;

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
			if (!/^(?:https?:\/\/|tel:|\/(?![/\\]))/.test(href)) return inside;
			return `<a href="${escaped(href.startsWith('/') ? origin + href : href)}">${inside}</a>`;
		}
		if (node.tag === 'img') {
			const image = images.find(({ id }) => id === node.image);
			if (!image) return '';
			const { width, height } = image.share;
			return `<img src="${imageAddress(origin, image.share)}" alt="${escaped(image.alt)}" width="${width}" height="${height}">`;
		}
		return known.test(node.tag) ? `<${node.tag}>${inside}</${node.tag}>` : inside;
	};
	return tree.map(write).join('\n');
}
