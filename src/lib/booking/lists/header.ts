import { fieldOf, type FieldName } from './columns.ts';
import type { Line } from '#shared/sheet/grid.ts';
import { isCount } from '#shared/sheet/headings.ts';

/** What each column holds, by its place; null is left out. */
export type Columns = (FieldName | null)[];

export type Table = {
	/** Texts above each column: its heading, with the one below it where a heading spans several. */
	headings: string[];
	columns: Columns;
	/** Lines below the header. */
	lines: Line[];
	/** Whether a header was found; without one the person says what each column holds. */
	found: boolean;
};

/** Titles, the unit's name and the motto of the state stand above a header; it is not looked for further down. */
const LOOK_AT = 30;

/** The table in a sheet: which line is the header, what its columns hold, where people begin. */
export function tableOf(lines: readonly Line[]): Table {
	const width = Math.max(0, ...lines.slice(0, 200).map(({ cells }) => cells.length));
	const scores = lines.slice(0, LOOK_AT).map(({ cells }) => score(cells));
	const most = Math.max(0, ...scores);
	if (most < 2) {
		const headings = Array.from({ length: width }, () => '');
		return { headings, columns: headings.map(() => null), lines: [...lines], found: false };
	}
	const at = scores.indexOf(most);
	const upper = padded(lines[at]!.cells, width);
	const below = lines[at + 1];
	const lower = below && isSecondHeader(upper, below.cells) ? padded(below.cells, width) : null;
	const headings = upper.map((text, column) => {
		const more = lower?.[column] ?? '';
		return more === '' || more === text ? text : `${text} ${more}`.trim();
	});
	const columns = headings.map((heading, column): FieldName | null => {
		const field = fieldOf(heading) ?? fieldOf(upper[column]!);
		return field === 'none' ? null : field;
	});
	const rest = lines.slice(at + (lower ? 2 : 1));
	return { headings, columns, lines: rest.filter(({ cells }) => !isCount(cells)), found: true };
}

const padded = (cells: readonly string[], width: number): string[] =>
	Array.from({ length: width }, (_, at) => cells[at] ?? '');

/** How many different fields a line names. One text over all columns is a title. */
function score(cells: readonly string[]): number {
	const said = new Set(cells.filter((cell) => cell !== ''));
	if (said.size < 2) return 0;
	const named = new Set([...said].map(fieldOf));
	named.delete(null);
	named.delete('none');
	// A header names people: "Ghi chú" beside "Ngày" can stand anywhere.
	return named.has('name') ? named.size : 0;
}

/** "Nam" and "Nữ", or "Ngày", "Tháng", "Năm", below a heading that spans them. */
const parts = /^(nam|nu|nữ|ngày|ngay|tháng|thang|năm|họ.*|tên|ho.*|ten)$/i;

function isSecondHeader(upper: readonly string[], cells: readonly string[]): boolean {
	const own = cells.filter((cell, at) => cell !== '' && cell !== upper[at]);
	return own.length > 0 && own.length <= cells.length && own.every((cell) => parts.test(cell));
}
