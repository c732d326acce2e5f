/** Tables as files that a spreadsheet opens. */

/**
 * Text that a spreadsheet would run as a formula begins with a sign that makes it text. A number stands bare, so that it can be
 * summed, below zero too.
 */
export function cell(value: string | number): string {
	if (typeof value === 'number') return String(value);
	const safe = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
	return `"${safe.replaceAll('"', '""')}"`;
}

/** What marks a file as UTF-8 to Excel. */
export const csvMark = '\ufeff';

/** Lines as Excel reads them, ended by both signs. */
export const csvLines = (table: readonly (readonly (string | number)[])[]): string =>
	table.map((line) => line.map(cell).join(',') + '\r\n').join('');

/** A whole file. */
export const csvOf = (table: readonly (readonly (string | number)[])[]): string =>
	csvMark + csvLines(table);

/** A table as a file. */
export const csvFile = (...text: string[]): Blob =>
	new Blob(text, { type: 'text/csv;charset=utf-8' });
