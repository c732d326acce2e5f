import { resolve } from 'node:path';

/**
 * In browsers the reader of Markdown would have the page's own parser decode `&ecirc;`, through innerHTML, which our Trusted Types
 * forbid: it takes the table that it has for everybody else.
 */
export const withoutMarkup = {
	'decode-named-character-reference': resolve(
		'node_modules/decode-named-character-reference/index.js'
	)
};
