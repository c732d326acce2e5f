/** Markdown as a tree of elements that our schema lets through, by kept libraries: micromark reads, hast-util-sanitize lets through. */
import { sanitize, type Schema } from 'hast-util-sanitize';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { toHast } from 'mdast-util-to-hast';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { DEPTH_MAX, tags } from './node.ts';

/** An element of hast, as much of it as is read here. */
export type Element = {
	type: string;
	value?: string;
	tagName?: string;
	properties?: Record<string, unknown>;
	children?: Element[];
};

/** Nothing but these tags; no attribute but a link's address and an image's; raw HTML has been dropped before. */
const schema: Schema = {
	// The title of a post is the page's h1: what is written as # is no higher than h2.
	tagNames: [...tags, 'h1', 'h4', 'h5', 'h6'],
	attributes: { a: ['href'], img: ['src', 'alt'] },
	protocols: { href: ['http', 'https', 'tel'], src: ['anh'] },
	strip: ['script', 'style']
};

/** Where a line goes so deep that reading it takes for ever: 8 lists and quotes in one another are enough for any post. */
const tooManyQuotes = /^[ ]*(?:(?:>|[-*+]|\d{1,9}[.)])[ ]*){9}/m;
/** Marks that may begin something in something: a run of them is looked at once for each. */
const tooManyMarks = /(?:[[\]!*_~`<][ ]?){60}/;
/** Lines and marks between two empty lines: the reader of Markdown compares each mark with those before it. */
const LINES_MAX = 300;
const MARKS_MAX = 300;

/** Whether a text is nested so deep, or so full of marks, that it is not read at all: a hostile one takes a minute. */
export function isTooDeep(markdown: string): boolean {
	const ruled = markdown.replace(/^ {0,3}(?:[-*_] *){3,}$/gm, '');
	if (tooManyQuotes.test(ruled) || tooManyMarks.test(ruled)) return true;
	return ruled.split(/\n[ ]*\n/).some((part) => {
		const marks = part.match(/[*_]+|~~/g)?.length ?? 0;
		return marks > MARKS_MAX || part.split('\n').length > LINES_MAX;
	});
}

/** Elements that may be shown, and how many pieces of raw HTML were left out. Null where the text is nested too deep. */
export function elementsOf(markdown: string): { elements: Element[]; html: number } | null {
	if (isTooDeep(markdown)) return null;
	const read = treeOf(markdown);
	// What follows calls itself for every level: a stack has an end.
	const html = htmlIn(read);
	if (html === null) return null;
	const clean = sanitize(toHast(read), schema) as Element;
	return { elements: clean.children ?? [], html };
}

const treeOf = (markdown: string) =>
	fromMarkdown(markdown, {
		extensions: [gfmTable(), gfmStrikethrough({ singleTilde: false })],
		mdastExtensions: [gfmTableFromMarkdown(), gfmStrikethroughFromMarkdown()]
	});

/** All elements of a text that is our own, as the handbook is: nothing is left out of it but raw HTML. */
export const elementsIn = (markdown: string): Element[] =>
	(toHast(treeOf(markdown)) as Element).children ?? [];

type Deep = { type: string; children?: readonly Deep[] };

/** Pieces of raw HTML in a tree, level by level without calling itself; null where it is too deep. */
function htmlIn(root: Deep): number | null {
	let level: readonly Deep[] = [root];
	let html = 0;
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > DEPTH_MAX) return null;
		html += level.filter(({ type }) => type === 'html').length;
		level = level.flatMap(({ children }) => children ?? []);
	}
	return html;
}
