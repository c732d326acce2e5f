/** What a typed text may hold. Kept apart from the schemas, so that pages without zod can ask the same. */

export type TextProblem = 'required' | 'too_long' | 'bad_characters';

/** Direction marks: they can make a name read as another one on the officer's screen. */
const bidi = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const control = /[\u0000-\u001F\u007F-\u009F]/u;
const controlButNewline = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/u;
/** Half of a pair: PostgreSQL refuses it in the middle of a write, so it is refused here, with the field's name. */
const loneSurrogate = /\p{Surrogate}/u;
/** Marks without a picture that come along when people copy from Zalo or a web page; dropped without a word. */
const invisible = /[\u00AD\u200B\u2060\uFEFF]/gu;
const lineEnds = /\r\n?|[\u2028\u2029\u0085]/gu;

/** One line: NFC, invisible marks dropped, every run of blanks one space, none at the ends. */
export function cleanLine(text: string): string {
	return text
		.replace(invisible, '')
		.normalize('NFC')
		.replace(/[\p{Zs}\t\r\n\u2028\u2029]+/gu, ' ')
		.trim();
}

/** Several lines: NFC, ends of lines made `\n`, at most one empty line in a row, blanks at the ends of lines dropped. */
export function cleanText(text: string): string {
	return text
		.replace(invisible, '')
		.normalize('NFC')
		.replace(lineEnds, '\n')
		.replace(/[\p{Zs}\t]+/gu, ' ')
		.replace(/ ?\n ?/g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

/** The number of characters as SQL's `char_length` counts them: code points, not UTF-16 units. */
export function lengthOf(text: string): number {
	let count = 0;
	for (const _ of text) count++;
	return count;
}

/** Why a cleaned line (`lines: false`) or text may not be taken; null when it may. */
export function textProblem(text: string, max: number, lines: boolean): TextProblem | null {
	if ((lines ? controlButNewline : control).test(text)) return 'bad_characters';
	if (bidi.test(text) || loneSurrogate.test(text)) return 'bad_characters';
	if (text === '') return 'required';
	return lengthOf(text) > max ? 'too_long' : null;
}

/** Longest name of a person, in characters. */
export const NAME_MAX = 100;

/** Why a cleaned name may not be taken: beyond a line's rules, it has to hold a letter. */
export function nameProblem(name: string): TextProblem | null {
	return textProblem(name, NAME_MAX, false) ?? (/\p{L}/u.test(name) ? null : 'bad_characters');
}
