/** A post's Markdown as it is kept. Unlike other texts it keeps the blanks at the beginning of a line: they make lists in lists. */
import { lengthOf, textProblem } from '../text/characters.ts';

/** In characters, about ten pages. */
export const BODY_MAX = 30_000;

const invisible = /[\u00AD\u200B\u2060\uFEFF]/gu;
const lineEnds = /\r\n?|[\u2028\u2029\u0085]/gu;

export function cleanBody(text: string): string {
	return text
		.replace(invisible, '')
		.normalize('NFC')
		.replace(lineEnds, '\n')
		.replace(/\t/g, '    ')
		.replace(/\p{Zs}/gu, ' ')
		.replace(/ +$/gm, '')
		.replace(/\n{3,}/g, '\n\n')
		.replace(/^\n+|\n+$/g, '');
}

/** Why a cleaned body may not be kept; null when it may. An empty one may: it is being written. */
export function bodyProblem(text: string): 'too_long' | 'bad_characters' | null {
	if (lengthOf(text) > BODY_MAX) return 'too_long';
	const problem = text === '' ? null : textProblem(text, BODY_MAX, true);
	return problem === 'required' ? null : problem;
}
