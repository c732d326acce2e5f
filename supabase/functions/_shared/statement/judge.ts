import { bare, isCount } from '../sheet/headings.ts';
import { BookError, type Line } from '../sheet/grid.ts';
import { cleanLine, lengthOf, textProblem } from '../text/characters.ts';
import { isFormula, readAmount } from './amounts.ts';
import { balanced } from './balances.ts';
import { readMoment, orderOf } from './moments.ts';
import { covered } from './period.ts';
import {
	fields,
	REFERENCE_MAX,
	TEXT_MAX,
	StatementError,
	MOST_LINES,
	type Fault,
	type FaultCode,
	type FieldName,
	type Left,
	type Read,
	type StatementLine
} from './shapes.ts';
import type { Columns, Table } from './tables.ts';

/** Sums and the like: no movement, whatever figures stand beside them. */
const sums =
	/^(?:(?:tong|cong)(?: (?:cong|so|phat sinh|tien|ghi|no|co|trang|giao dich|gd)\b|$)|luy ke|so du|du (?:dau|cuoi)|(?:so )?phat sinh|trang|page|total|opening|closing|balance|brought|carried)\b/;
/** What begins the line that says what was in the account at first, or in the end. */
const openings = /^(?:so du dau|du dau|opening|beginning balance|balance brought)\b/;
const closings = /^(?:so du cuoi|du cuoi|closing|ending balance|balance carried)\b/;

/**
 * The movements of a table by what its columns hold, all of them or every fault. `today` is a day in Việt Nam.
 * @throws StatementError `no_lines`, BookError `too_many_lines`
 */
export function judge(table: Table, columns: Columns, today: string): Read {
	const placeOf = Object.fromEntries(fields.map((field) => [field, columns.indexOf(field)]));
	const cellOf = (cells: readonly string[], field: FieldName) => cells[placeOf[field]!] ?? '';
	const order = orderOf(table.lines.map(({ cells }) => cellOf(cells, 'day')));
	// Thousands of lines are of a few days.
	const days = new Map<string, string | null>();
	const dayOf = (typed: string) => {
		if (!days.has(typed)) days.set(typed, readMoment(typed, order));
		return days.get(typed) ?? null;
	};
	// A column of "Chuyển khoản" and "Phí" says nothing of the side.
	const hasSides = table.lines.some(({ cells }) => sideOf(cellOf(cells, 'side')) !== 0);
	const faults: Fault[] = [];
	const beside: Line[] = [];
	const lines: StatementLine[] = [];
	const header = table.headings.join('\t');
	for (const line of table.lines) {
		const read = Object.fromEntries(
			fields.map((field) => [field, cellOf(line.cells, field)])
		) as Cells;
		if (!hasSides) read.side = '';
		const day = dayOf(read.day);
		if (isBeside(line, read, day, header)) {
			beside.push(line);
			continue;
		}
		const made = movement(line.line, read, day, today);
		if ('faults' in made) faults.push(...made.faults);
		else lines.push(made);
	}
	if (lines.length > MOST_LINES) throw new BookError('too_many_lines');
	const left = beside.map(toldOf);
	if (faults.length > 0) return { statement: null, left, faults };
	if (lines.length === 0) throw new StatementError('no_lines');
	const around = [...table.above, ...beside];
	const opening = said(around, openings);
	const closing = said(around, closings);
	return { left, ...balanced(lines, { opening, closing, covers: covered(table.above) }) };
}

const toldOf = ({ line, cells }: Line): Left => ({
	line,
	text: cells.filter(Boolean).join(' ').slice(0, 120)
});

type Cells = Record<FieldName, string>;

/** No movement: a repeated header, a sum, a signature, a line that says neither when nor how much. */
function isBeside({ cells }: Line, read: Cells, day: string | null, header: string): boolean {
	const money = [read.in, read.out, read.amount].some((typed) => {
		if (typed === '') return false;
		const amount = readAmount(typed);
		// A signature below the column of amounts is no amount either.
		return 'fault' in amount ? /\d/.test(typed) : amount.dong !== null && amount.dong !== 0;
	});
	if (money && day !== null) return false;
	if (cells.join('\t') === header || isCount(cells)) return true;
	const first = bare(cells.find((cell) => cell !== '') ?? '');
	if (sums.test(first) || sums.test(bare(read.text))) return true;
	return !money && day === null;
}

function movement(
	line: number,
	read: Cells,
	day: string | null,
	today: string
): StatementLine | { faults: Fault[] } {
	const faults: Fault[] = [];
	const fail = (field: FieldName, code: FaultCode) =>
		void faults.push({ line, field, code, typed: read[field].slice(0, 60) });
	if (day === null)
		fail('day', read.day === '' ? 'required' : isFormula(read.day) ? 'formula' : 'not_a_day');
	else if (day > today) fail('day', 'in_future');
	const amount = amountOf(read, fail);
	const balance = readAmount(read.balance);
	if ('fault' in balance) fail('balance', balance.fault);
	const short = (field: 'text' | 'reference', most: number) => {
		const text = cleanLine(read[field]);
		const problem = textProblem(text, most, false);
		if (problem === 'too_long' || problem === 'bad_characters') fail(field, problem);
		return lengthOf(text) === 0 ? null : text;
	};
	const text = short('text', TEXT_MAX) ?? '';
	const reference = short('reference', REFERENCE_MAX);
	if (faults.length > 0 || day === null || amount === null || 'fault' in balance) return { faults };
	return { line, day, amount, text, reference, balance: balance.dong };
}

const comesIn = /^(?:c|co|cr|credit|ghi co|thu|vao|tien vao|in|nhan|nop tien)$/;
const goesOut = /^(?:d|no|dr|debit|ghi no|chi|ra|tien ra|out|chuyen|rut tien)$/;

/** What came in less what went out; null where a fault was said. */
function amountOf(read: Cells, fail: (field: FieldName, code: FaultCode) => void): number | null {
	const of = (field: 'in' | 'out' | 'amount') => {
		const amount = readAmount(read[field]);
		if (!('fault' in amount)) return amount.dong ?? 0;
		fail(field, amount.fault);
		return null;
	};
	const [inwards, outwards, signed] = [of('in'), of('out'), of('amount')];
	if (inwards === null || outwards === null || signed === null) return null;
	if (inwards !== 0 && outwards !== 0) {
		fail('out', 'two_amounts');
		return null;
	}
	// Some banks write what went out below zero in its own column as well.
	const apart = inwards !== 0 ? inwards : -Math.abs(outwards);
	if (apart !== 0) return apart;
	const asked = read.amount !== '' ? 'amount' : read.in !== '' || read.out === '' ? 'in' : 'out';
	if (signed === 0) {
		fail(asked, 'required');
		return null;
	}
	if (read.side === '') return signed;
	const side = sideOf(read.side);
	if (side !== 0) return side * Math.abs(signed);
	fail('side', 'no_side');
	return null;
}

/** 1 for what comes in, −1 for what goes out, 0 where a word says neither. */
function sideOf(typed: string): 1 | -1 | 0 {
	if (typed === '') return 0;
	const side = bare(typed);
	if (typed === '+' || comesIn.test(side)) return 1;
	return typed === '-' || goesOut.test(side) ? -1 : 0;
}

/** The amount beside words such as "Số dư đầu kỳ", in the same cell or in a later one of the line. */
function said(lines: readonly Line[], words: RegExp): number | null {
	for (const { cells } of lines) {
		const at = cells.findIndex((cell) => words.test(bare(cell)));
		if (at < 0) continue;
		const behind = /[:=]\s*([\d(+-].*)$/.exec(cells[at]!)?.[1];
		for (const typed of [behind ?? '', ...cells.slice(at + 1)]) {
			if (!/\d/.test(typed)) continue;
			const amount = readAmount(typed);
			if (!('fault' in amount) && amount.dong !== null) return amount.dong;
		}
	}
	return null;
}
