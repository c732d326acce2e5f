/** What a post is made of once it is read: a node is a text, or a tag with what it holds. SQL asks the same of it (`news.is_tree`). */

export const tags = [
	'p',
	'h2',
	'h3',
	'ul',
	'ol',
	'li',
	'blockquote',
	'a',
	'strong',
	'em',
	'del',
	'code',
	'pre',
	'br',
	'hr',
	'img',
	'table',
	'thead',
	'tbody',
	'tr',
	'th',
	'td'
] as const;
export type Tag = (typeof tags)[number];

/** `href` of `a` alone, `image` (an id) and `alt` of `img` alone. */
export type Node = string | { tag: Tag; of?: Node[]; href?: string; image?: string; alt?: string };

/** Deeper than any post that people write, and far below what a stack holds. */
export const DEPTH_MAX = 16;

/** Whether a link may stand in a post: http and https without a name or password in it, a phone, a page of this portal. */
export function isLink(href: string): boolean {
	return (
		href.length <= 2000 &&
		(/^https?:\/\/[^\s/?#@\\]+(?:[/?#][^\s\\]*)?$/.test(href) ||
			/^tel:\+?\d{3,15}$/.test(href) ||
			/^\/(?:[^\s/\\][^\s\\]*)?$/.test(href))
	);
}
