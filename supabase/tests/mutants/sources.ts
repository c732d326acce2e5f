/** Finding calls in the source of a function, and writing something else in their place. */

export type Call = { text: string; at: number };

/** Where a call that begins with these words stands, with its arguments where the words end in a bracket. */
export function calls(source: string, words: string): Call[] {
	const found: Call[] = [];
	for (let at = source.indexOf(words); at >= 0; at = source.indexOf(words, at + 1)) {
		const line = source.slice(source.lastIndexOf('\n', at) + 1, at);
		if (line.includes('--')) continue;
		found.push({
			text: source.slice(at, words.endsWith('(') ? closing(source, at) : at + words.length),
			at
		});
	}
	return found;
}

/** One past the bracket that closes the first one at or after `at`; brackets in quoted text are not counted. */
function closing(source: string, at: number): number {
	let depth = 0;
	let quoted = false;
	for (let n = at; n < source.length; n++) {
		const sign = source[n];
		if (sign === "'") quoted = !quoted;
		if (quoted) continue;
		if (sign === '(') depth++;
		if (sign === ')' && --depth === 0) return n + 1;
	}
	throw new Error(`A bracket is not closed: ${source.slice(at, at + 60)}`);
}

export const demandsIn = (source: string): Call[] => calls(source, 'house.demand(');

export const replaced = (source: string, { text, at }: Call, instead: string): string =>
	source.slice(0, at) + instead + source.slice(at + text.length);
