/** What a bank's statement comes to, whatever file it was. Amounts are whole đồng, days are `YYYY-MM-DD`. */

/** One movement as the bank has it. `line` is its line in the file, `amount` is above zero for what came in. */
export type StatementLine = {
	line: number;
	day: string;
	amount: number;
	text: string;
	reference: string | null;
	/** What was in the account after it; null where the file does not say. */
	balance: number | null;
};

/** Movements in the order in which they happened, oldest first. */
export type Statement = {
	lines: StatementLine[];
	/** Balances before the first and after the last line; null where the file does not say. */
	opening: number | null;
	closing: number | null;
	/** The period that the file says it covers, which may begin before its first line and end after its last. */
	covers: { from: string; to: string } | null;
};

/** What a column can hold for us. */
export const fields = [
	'day',
	'text',
	'reference',
	'in',
	'out',
	'amount',
	'side',
	'balance'
] as const;
export type FieldName = (typeof fields)[number];

/** Why a cell, or a line of an OFX file, cannot be taken. */
export type FaultCode =
	| 'required'
	| 'formula'
	| 'not_a_day'
	| 'in_future'
	| 'not_an_amount'
	| 'not_whole'
	| 'rounded'
	| 'too_large'
	| 'two_amounts'
	| 'no_side'
	| 'balance_breaks'
	| 'repeated'
	| 'too_long'
	| 'bad_characters';
export type Fault = { line: number; field: FieldName; code: FaultCode; typed: string };

/** A file read: all of its lines, or every fault. Never some lines beside faults. */
export type Read =
	| { statement: Statement; left: Left[]; faults: readonly [] }
	| { statement: null; left: Left[]; faults: Fault[] };
/** A line that is no movement: titles, sums, signatures. */
export type Left = { line: number; text: string };

export const MOST_LINES = 10_000;
/** Longest text and reference of a line, in characters. */
export const TEXT_MAX = 500;
export const REFERENCE_MAX = 100;
/** Fifteen digits: far above any account here, and still exact as a number. */
export const MOST_DONG = 999_999_999_999_999;

/** Why a file is refused whole, beside the codes of `sheet/grid.ts`. */
export type StatementCode =
	'open_quote' | 'cut' | 'several_accounts' | 'other_currency' | 'no_lines' | 'other_kind';

/** A file that is no statement we can take. `line`: where it breaks. */
export class StatementError extends Error {
	readonly code: StatementCode;
	readonly line: number | null;

	constructor(code: StatementCode, line: number | null = null) {
		super(code);
		this.name = 'StatementError';
		this.code = code;
		this.line = line;
	}
}
