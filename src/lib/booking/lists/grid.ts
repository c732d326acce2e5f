/** What every kind of file and every paste comes to: lines of plain texts, with the number each has in the sheet. */
export type Line = { line: number; cells: string[] };
export type Sheet = { name: string; lines: Line[] };
/** `pictures`: how many the file holds, which nobody reads. */
export type Book = { sheets: Sheet[]; pictures: number };

/** More is no list of a hamlet, and a phone would stop at it. */
export const MOST_LINES = 5000;
/** Columns beyond are formats without words. */
export const MOST_COLUMNS = 60;
/** Bytes of a file; a list of 5,000 people is a tenth of it. */
export const MOST_BYTES = 8 * 1024 * 1024;

/** Why a file is not read. Each has a sentence that says what to do instead. */
export type BookCode =
	'empty' | 'too_large' | 'too_many_lines' | 'locked' | 'old_excel' | 'not_a_sheet' | 'broken';

/** A file that is refused whole. */
export class BookError extends Error {
	readonly code: BookCode;

	constructor(code: BookCode, cause?: unknown) {
		super(code, { cause });
		this.name = 'BookError';
		this.code = code;
	}
}

/** A line that says something. */
export const isFilled = ({ cells }: Line): boolean => cells.some((cell) => cell !== '');

/** The book with the lines that say something; refuses one that says nothing, or too much. @throws BookError */
export function whole({ sheets, pictures }: Book): Book {
	const filled = sheets
		.map(({ name, lines }) => ({ name, lines: lines.filter(isFilled) }))
		.filter(({ lines }) => lines.length > 0);
	if (filled.length === 0) throw new BookError('empty');
	// A title, a header and a signature are no people.
	if (filled.some(({ lines }) => lines.length > MOST_LINES + 20))
		throw new BookError('too_many_lines');
	return { sheets: filled, pictures };
}
