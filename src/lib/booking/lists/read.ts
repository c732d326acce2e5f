import { tableOf, type Table } from './header.ts';
import { BookError } from '#shared/sheet/grid.ts';
import { openBook, type Brought } from '#shared/sheet/open.ts';

/** What a book comes to on the page: its sheets as tables, the one with people first in mind. */
export type ReadBook = { sheets: { name: string; table: Table }[]; pictures: number; best: number };

/** More is no list of a hamlet, and a phone would stop at it. */
const MOST_LINES = 5000;

/** The whole work of the Worker: from bytes or a paste to tables. @throws BookError */
export function answer(brought: Brought): ReadBook {
	let book;
	try {
		book = openBook(brought, { most: MOST_LINES });
	} catch (error) {
		throw error instanceof BookError ? error : new BookError('broken', error);
	}
	const sheets = book.sheets.map(({ name, lines }) => ({ name, table: tableOf(lines) }));
	const weights = sheets.map(({ table }) => (table.found ? 1_000_000 : 0) + table.lines.length);
	return { sheets, pictures: book.pictures, best: weights.indexOf(Math.max(...weights)) };
}
