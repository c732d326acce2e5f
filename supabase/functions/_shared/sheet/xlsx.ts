import { BESIDE, BookError, MOST_COLUMNS, type Book, type Line } from './grid.ts';
import { dayOfSerial } from './serials.ts';
import { dayStyles } from './styles.ts';
import { unpack } from './unzip.ts';
import { readXml } from './xml.ts';

/** What a sheet's cells are read with. */
type Shared = { strings: string[]; days: boolean[]; from1904: boolean; most: number };

/**
 * The sheets of an .xlsx that can be seen, in their order. A formula is its last result, a day is `YYYY-MM-DD`, merged cells all
 * say what the first says, pictures are counted; a sheet has at most `most` lines. @throws BookError
 */
export function readXlsx(bytes: Uint8Array, most: number): Book {
	const { files, pictures } = unpack(bytes);
	const workbook = files.get('xl/workbook.xml');
	// A zip of another kind: a document, an .ods, an .xlsb.
	if (workbook === undefined) throw new BookError('not_a_sheet');
	const { sheets, from1904 } = sheetsOf(workbook, files.get('xl/_rels/workbook.xml.rels') ?? '');
	const strings = stringsOf(files.get('xl/sharedStrings.xml'));
	const shared = { strings, days: dayStyles(files.get('xl/styles.xml')), from1904, most };
	return {
		pictures,
		sheets: sheets.flatMap(({ name, file }) => {
			const xml = files.get(file);
			return xml === undefined ? [] : [{ name, lines: linesOf(xml, shared) }];
		})
	};
}

function sheetsOf(workbook: string, relations: string) {
	const files = new Map<string, string>();
	readXml(relations, {
		open(name, attribute) {
			const target = attribute('Target') ?? '';
			if (name === 'Relationship')
				files.set(attribute('Id') ?? '', target.replace(/^\/?(xl\/)?/, 'xl/'));
		}
	});
	const sheets: { name: string; file: string }[] = [];
	let from1904 = false;
	readXml(workbook, {
		open(name, attribute) {
			if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attribute('date1904') ?? '');
			if (name !== 'sheet' || (attribute('state') ?? 'visible') !== 'visible') return;
			const file = files.get(attribute('r:id') ?? '') ?? '';
			sheets.push({ name: attribute('name') ?? '', file });
		}
	});
	return { sheets, from1904 };
}

/** Shared strings: runs of several fonts are one text, readings above it are none. */
function stringsOf(xml: string | undefined): string[] {
	const strings: string[] = [];
	let said = '';
	let inText = false;
	let inReading = false;
	if (xml === undefined) return strings;
	readXml(xml, {
		open(name) {
			if (name === 'si') said = '';
			if (name === 'rPh') inReading = true;
			if (name === 't') inText = !inReading;
		},
		text: (text) => {
			if (inText) said += text;
		},
		close(name) {
			if (name === 't') inText = false;
			if (name === 'rPh') inReading = false;
			if (name === 'si') strings.push(tidy(said));
		}
	});
	return strings;
}

/** Excel writes characters that XML cannot hold as _x000D_. Line breaks are blanks in a list of people. */
const tidy = (text: string): string =>
	text
		.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
		.replace(/\s+/gu, ' ')
		.trim();

type Corner = { column: number; line: number };

function linesOf(xml: string, shared: Shared): Line[] {
	const lines = new Map<number, string[]>();
	const merged: [Corner, Corner][] = [];
	let at: Corner = { column: -1, line: 0 };
	let type = '';
	let style = 0;
	let value = '';
	let formula = false;
	let taking = false;
	readXml(xml, {
		open(name, attribute) {
			if (name === 'row') at = { column: -1, line: Number(attribute('r') ?? at.line + 1) };
			if (name === 'c') {
				at = cornerOf(attribute('r')) ?? { column: at.column + 1, line: at.line };
				type = attribute('t') ?? 'n';
				style = Number(attribute('s') ?? 0);
				value = '';
				formula = false;
			}
			if (name === 'f') formula = true;
			if (name === 'v' || name === 't') taking = true;
			if (name === 'mergeCell') {
				const [from, to] = (attribute('ref') ?? '').split(':').map(cornerOf);
				if (from && to) merged.push([from, to]);
			}
		},
		text: (text) => {
			if (taking) value += text;
		},
		close(name) {
			if (name === 'v' || name === 't') taking = false;
			if (name !== 'c' || at.column >= MOST_COLUMNS) return;
			const text = textOf(value, type, shared, shared.days[style] ?? false);
			// A formula that was never worked out has no result to read.
			const said = text === '' && formula ? '=' : text;
			if (said === '') return;
			const cells = lines.get(at.line) ?? [];
			cells[at.column] = said;
			lines.set(at.line, cells);
			if (lines.size > shared.most + 5 * BESIDE) throw new BookError('too_many_lines');
		}
	});
	for (const [from, to] of merged) fill(lines, from, to);
	return [...lines]
		.sort(([a], [b]) => a - b)
		.map(([line, cells]) => ({ line, cells: Array.from(cells, (cell) => cell ?? '') }));
}

function textOf(value: string, type: string, { strings, from1904 }: Shared, day: boolean): string {
	if (type === 's') return strings[Number(value)] ?? '';
	if (type !== 'n') return tidy(value);
	if (value === '') return '';
	const number = Number(value);
	if (!Number.isFinite(number)) return tidy(value);
	return (day ? dayOfSerial(number, from1904) : null) ?? String(number);
}

/** 'C14' is column 2 of line 14. */
function cornerOf(name: string | undefined): Corner | null {
	const parts = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(name ?? '');
	if (!parts) return null;
	const column =
		[...parts[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
	return { column, line: Number(parts[2]) };
}

/** Merged cells say what their first says, in lines that say anything at all: a merge down to the last line makes no people. */
function fill(lines: Map<number, string[]>, from: Corner, to: Corner): void {
	const said = lines.get(from.line)?.[from.column];
	if (!said) return;
	for (const [line, cells] of lines) {
		if (line < from.line || line > to.line) continue;
		for (let at = from.column; at <= Math.min(to.column, MOST_COLUMNS - 1); at++)
			cells[at] ??= said;
	}
}
