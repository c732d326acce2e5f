/** Codes of bank files in the reader's words. Asked for at use: the language is known then. */
import { m } from '#lib/paraglide/messages';
import { problemWords } from '#lib/platform/desk-problem.ts';
import { fieldWords } from '#lib/platform/field-words.ts';
import { formatMoney } from '#lib/platform/format.ts';
import { Problem } from '#lib/platform/problem.ts';
import type { BookCode } from '#shared/sheet/grid.ts';
import {
	fields,
	type Fault,
	type FaultCode,
	type FieldName,
	type StatementCode
} from '#shared/statement/shapes.ts';
import type { columnsProblem } from '#shared/statement/tables.ts';
import type { Reason } from '#shared/statement/suggest.ts';

const names: Record<FieldName, () => string> = {
	day: m.fund_bank_field_day,
	text: m.fund_bank_field_text,
	reference: m.fund_bank_field_reference,
	in: m.fund_bank_field_in,
	out: m.fund_bank_field_out,
	amount: m.fund_bank_field_amount,
	side: m.fund_bank_field_side,
	balance: m.fund_bank_field_balance
};
export const fieldName = (field: FieldName): string => names[field]();
export const columnOptions = () => fields.map((value) => ({ value, label: fieldName(value) }));

const files: Record<BookCode | StatementCode, (said: { line: string }) => string> = {
	empty: m.fund_bank_file_empty,
	too_large: m.fund_bank_file_too_large,
	too_many_lines: m.fund_bank_file_too_many_lines,
	locked: m.fund_bank_file_locked,
	old_excel: m.fund_bank_file_old_excel,
	not_a_sheet: m.fund_bank_file_not_a_sheet,
	broken: m.fund_bank_file_broken,
	open_quote: m.fund_bank_file_open_quote,
	cut: m.fund_bank_file_cut,
	several_accounts: m.fund_bank_file_several_accounts,
	other_currency: m.fund_bank_file_other_currency,
	other_kind: m.fund_bank_file_other_kind,
	no_lines: m.fund_bank_file_no_lines
};
/** Why a file was not read and what to do; null for a code of another kind. `code` may carry a line: `open_quote:14`. */
export function fileWords(code: string): string | null {
	const [name = '', line = ''] = code.split(':');
	return name in files ? files[name as keyof typeof files]({ line }) : null;
}

const whys: Record<FaultCode, () => string> = {
	required: m.fund_bank_why_required,
	formula: m.fund_bank_why_formula,
	not_a_day: m.fund_bank_why_not_a_day,
	in_future: m.fund_bank_why_in_future,
	not_an_amount: m.fund_bank_why_not_an_amount,
	not_whole: m.fund_bank_why_not_whole,
	rounded: m.fund_bank_why_rounded,
	too_large: m.fund_bank_why_too_large,
	two_amounts: m.fund_bank_why_two_amounts,
	no_side: m.fund_bank_why_no_side,
	balance_breaks: m.fund_bank_why_balance_breaks,
	repeated: m.fund_bank_why_repeated,
	too_long: m.fund_bank_why_too_long,
	bad_characters: m.fund_bank_why_bad_characters
};
/** "Ngày “31/02/2026”: không phải một ngày". */
export function faultWords({ field, code, typed }: Fault): string {
	const said = { field: fieldName(field), why: whys[code]() };
	return typed === '' ? m.fund_bank_fault_empty(said) : m.fund_bank_fault({ ...said, text: typed });
}

const lacks: Record<NonNullable<ReturnType<typeof columnsProblem>>, () => string> = {
	no_day: m.fund_bank_lacks_day,
	no_amount: m.fund_bank_lacks_amount,
	no_text: m.fund_bank_lacks_text,
	amount_twice: m.fund_bank_lacks_one_amount,
	no_side: m.fund_bank_lacks_side
};
/** What the columns do not say yet. */
export const lackWords = (code: keyof typeof lacks): string => lacks[code]();

const reasons: Record<Reason, () => string> = {
	same_amount: m.fund_bank_reason_amount,
	same_day: m.fund_bank_reason_same_day,
	near_day: m.fund_bank_reason_near_day,
	number: m.fund_bank_reason_number,
	words: m.fund_bank_reason_words,
	only_one: m.fund_bank_reason_only_one
};
export const reasonWords = (reason: Reason): string => reasons[reason]();

const own: Record<string, () => string> = {
	already_matched: m.fund_bank_already_matched,
	amounts_differ: m.fund_bank_amounts_differ,
	balance_breaks: m.fund_bank_balance_breaks,
	day_not_over: m.fund_bank_day_not_over,
	has_matches: m.fund_bank_has_matches,
	known_file: m.fund_bank_known_file,
	no_book: m.fund_bank_no_book,
	not_last: m.fund_bank_not_last,
	not_next: m.fund_bank_not_next,
	opening_differs: m.fund_bank_opening_differs
};
/** What an officer reads when something about the bank was refused. */
export function bankProblemWords(problem: unknown): string {
	const known = problem instanceof Problem ? own[problem.code] : undefined;
	return known?.() ?? problemWords(problem);
}
/** The sentence at a field of the import. */
export const bankFieldWords = (field: string, code: string): string =>
	(own[code] ?? (() => fieldWords(field, code)))();

/** "+500.000 đồng", "−200.000 đồng": in or out, at a glance. */
export const signedMoney = (dong: number): string =>
	(dong < 0 ? '−' : dong > 0 ? '+' : '') + formatMoney(Math.abs(dong));
