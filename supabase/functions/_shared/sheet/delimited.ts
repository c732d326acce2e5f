import { MOST_COLUMNS, type Line } from './grid.ts';

/**
 * Lines of what was pasted from Excel (tabs) or of a .csv: the mark between cells is the one that most of the first lines
 * share. Quoted cells may hold it, line breaks and doubled quotes; a quote inside a word is a quote. A quote that never
 * closes swallows nothing: the text is then read without quotes.
 */
export function delimited(text: string): Line[] {
	const { body, first, hint } = begun(text);
	const mark = hint ?? markOf(body);
	const rows = quoted(body, mark);
	return numbered(typeof rows === 'number' ? unquoted(body, mark) : rows, first);
}

/** The same by a mark that is known, or the line on which a quote opens that never closes. */
export function delimitedBy(text: string, mark: string): Line[] | number {
	const { body, first } = begun(text);
	const rows = quoted(body, mark);
	return typeof rows === 'number' ? rows + first : numbered(rows, first);
}

/** The text behind Excel's own hint about what is between the cells, and the number of its first line. */
export function begun(text: string): { body: string; first: number; hint: string | undefined } {
	const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
	const hint = /^sep=(.)\n/i.exec(plain);
	return {
		body: hint ? plain.slice(hint[0].length) : plain,
		first: hint ? 2 : 1,
		hint: hint?.[1]
	};
}

const numbered = (rows: readonly string[][], first: number): Line[] =>
	rows.map((cells, at) => ({
		line: at + first,
		cells: cells.slice(0, MOST_COLUMNS).map(tidy)
	}));

/** A line break inside a cell is a blank in a list of people. */
const tidy = (cell: string): string => cell.replace(/\s+/gu, ' ').trim();

function markOf(text: string): string {
	if (text.includes('\t')) return '\t';
	const lines = text.split('\n', 40).filter((line) => line.trim() !== '');
	const shared = (mark: string) => lines.filter((line) => line.includes(mark)).length;
	// A semicolon first: where it is the mark, commas are inside addresses.
	return shared(';') > 0 && shared(';') * 2 >= lines.length ? ';' : ',';
}

/** Cells, or how many lines stand before the quote that never closes. */
function quoted(text: string, mark: string): string[][] | number {
	const rows: string[][] = [];
	let row: string[] = [];
	let cell = '';
	let at = 0;
	const endCell = () => {
		row.push(cell);
		cell = '';
	};
	const endRow = () => {
		endCell();
		rows.push(row);
		row = [];
	};
	while (at < text.length) {
		const char = text[at]!;
		if (char === '"' && cell === '') {
			const end = closing(text, at + 1, mark);
			if (end < 0) return text.slice(0, at).split('\n').length - 1;
			cell = text.slice(at + 1, end).replace(/""/g, '"');
			at = end + 1;
			continue;
		}
		if (char === mark) endCell();
		else if (char === '\n') endRow();
		else cell += char;
		at++;
	}
	if (cell !== '' || row.length > 0) endRow();
	return rows;
}

/** Where the quoted cell ends: a quote that is not doubled, before a mark or the end of the line. −1: nowhere. */
function closing(text: string, from: number, mark: string): number {
	for (let at = from; at < text.length; at++) {
		if (text[at] !== '"') continue;
		if (text[at + 1] === '"') {
			at++;
			continue;
		}
		const next = text[at + 1];
		return next === undefined || next === mark || next === '\n' ? at : -1;
	}
	return -1;
}

/** Cells without a thought for quotes. */
export const unquoted = (text: string, mark: string): string[][] =>
	text
		.replace(/\n$/, '')
		.split('\n')
		.map((line) => line.split(mark));
