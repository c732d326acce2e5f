import type { Node } from './node.ts';

const blocks: ReadonlySet<string> = new Set([
	'p',
	'h2',
	'h3',
	'li',
	'blockquote',
	'pre',
	'tr',
	'th',
	'td',
	'br',
	'hr'
]);

/** The words of a post on one line, for whoever passes a link on. */
export function plainText(nodes: readonly Node[]): string {
	return wordsOf(nodes).replace(/\s+/gu, ' ').trim();
}

function wordsOf(nodes: readonly Node[]): string {
	return nodes
		.map((node) =>
			typeof node === 'string' ? node : wordsOf(node.of ?? []) + (blocks.has(node.tag) ? ' ' : '')
		)
		.join('');
}
