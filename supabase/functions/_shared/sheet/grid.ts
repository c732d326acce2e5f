/**
 * What every kind of file and every paste comes to: lines of plain texts, with the number each has in the sheet. A cell is a text
 * whatever it begins with; nothing here works a formula out.
 */
export type Line = { line: number; cells: string[] };
export type Sheet = { name: string; lines: Line[] };
/** `pictures`: how many the file holds, which nobody reads. */
export type Book = { sheets: Sheet[]; pictures: number };

/** Lines of titles, headers and signatures that a sheet may have beside those that it is about. */
export const BESIDE = 20;
/** Columns beyond are formats without words. */
export const MOST_COLUMNS = 60;
/** Bytes of a file; 10,000 lines of a bank are a quarter of it. */
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

/** The book with the lines that say something; refuses one that says nothing, or more than `most` lines. @throws BookError */
export function whole({ sheets, pictures }: Book, most: number): Book {
	const filled = sheets
		.map(({ name, lines }) => ({ name, lines: lines.filter(isFilled) }))
		.filter(({ lines }) => lines.length > 0);
	if (filled.length === 0) throw new BookError('empty');
	// A title, a header and a signature are not counted.
	if (filled.some(({ lines }) => lines.length > most + BESIDE))
		throw new BookError('too_many_lines');
	return { sheets: filled, pictures };
}
