import { bare } from '../sheet/headings.ts';
import type { Line } from '../sheet/grid.ts';
import { cleanLine, textProblem } from '../text/characters.ts';
import { fieldOf } from './columns.ts';
import { readMoment } from './moments.ts';
import type { FieldName } from './shapes.ts';

/** What each column holds, by its place; null is left out. */
export type Columns = readonly (FieldName | null)[];

export type Table = {
	headings: string[];
	columns: Columns;
	/** Lines above the header, where banks write the account, the period and the balance to begin with. */
	above: Line[];
	lines: Line[];
	/** Whether a header was found; without one the officer says what each column holds. */
	found: boolean;
};
/** An officer's word on columns, kept for the next file of the same bank: what a heading means. */
export type Mapping = { heading: string; field: FieldName | null }[];

/** Longest heading that is kept. */
const HEADING_MAX = 100;
/** The bank's name, the account and the period stand above a header; it is not looked for further down. */
const LOOK_AT = 40;

/** The table in a sheet. What an officer once said of a heading counts more than what we know of it. */
export function tableOf(lines: readonly Line[], mapping: Mapping = []): Table {
	const width = Math.max(0, ...lines.map(({ cells }) => cells.length));
	const told = new Map(mapping.map(({ heading, field }) => [bare(heading), field]));
	const known = (heading: string): FieldName | null => {
		const said = bare(heading);
		if (said !== '' && told.has(said)) return told.get(said)!;
		const field = fieldOf(heading);
		return field === 'none' ? null : field;
	};
	const scores = lines.slice(0, LOOK_AT).map(({ cells }) => score(cells, known));
	const most = Math.max(0, ...scores);
	if (most === 0) {
		const headings = Array.from({ length: width }, () => '');
		return {
			headings,
			columns: headings.map(() => null),
			above: [],
			lines: [...lines],
			found: false
		};
	}
	const at = scores.indexOf(most);
	const below = lines[at + 1]?.cells ?? [];
	const lower = isLower(below, known) ? below : [];
	const headings = Array.from(
		{ length: width },
		(_, column) => lower[column] || (lines[at]!.cells[column] ?? '')
	);
	return {
		headings,
		columns: once(headings.map(known)),
		above: lines.slice(0, at),
		lines: lines.slice(at + (lower.length > 0 ? 2 : 1)),
		found: true
	};
}

/** How many different fields a line names, if a day and money are among them. */
function score(cells: readonly string[], known: (heading: string) => FieldName | null): number {
	const named = new Set(cells.map(known).filter((field) => field !== null));
	const money = named.has('amount') || named.has('in') || named.has('out');
	return named.has('day') && money ? named.size : 0;
}

/** "Ghi nợ" and "Ghi có" on a line of their own, below a heading that spans them. */
function isLower(cells: readonly string[], known: (heading: string) => FieldName | null): boolean {
	const said = cells.filter((cell) => cell !== '');
	return said.length > 0 && said.every((cell) => known(cell) !== null);
}

/** Each field in one column, the first that has it: of the day of booking and the day of value the first counts. */
export const once = (columns: Columns): Columns =>
	columns.map((field, at) => (field !== null && columns.indexOf(field) < at ? null : field));

/** A table whose header nobody knew, by what an officer says of its columns: what stands above its first day is the header. */
export function headed(table: Table, columns: Columns): Table {
	if (table.found) return table;
	const at = table.lines.findIndex(
		({ cells }) => readMoment(cells[columns.indexOf('day')] ?? '') !== null
	);
	if (at < 1) return table;
	return {
		...table,
		headings: table.headings.map((_, column) => table.lines[at - 1]!.cells[column] ?? ''),
		above: table.lines.slice(0, at - 1),
		lines: table.lines.slice(at)
	};
}

/** What was said of the headings, to be kept. */
export const mappingOf = ({ headings }: Table, columns: Columns): Mapping =>
	headings.flatMap((text, at) => {
		const heading = cleanLine(text);
		// A heading of no letter cannot be told again, and one that no contract takes is not kept.
		const keeps = bare(heading) !== '' && textProblem(heading, HEADING_MAX, false) === null;
		return keeps ? [{ heading, field: columns[at] ?? null }] : [];
	});

/** Why the columns do not yet say enough to read lines; null when they do. */
export function columnsProblem(
	columns: Columns
): 'no_day' | 'no_amount' | 'no_text' | 'amount_twice' | 'no_side' | null {
	const has = (field: FieldName) => columns.includes(field);
	if (!has('day')) return 'no_day';
	if (!has('amount') && !has('in') && !has('out')) return 'no_amount';
	if (has('amount') && (has('in') || has('out'))) return 'amount_twice';
	if (has('side') && !has('amount')) return 'no_side';
	return has('text') ? null : 'no_text';
}
