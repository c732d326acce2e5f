/** Codes of lists in the reader's words. Asked for at use: the language is known then. */
import { m } from '#lib/paraglide/messages';
import type { Fault } from './lists/check.ts';
import { fields, type FieldName } from './lists/columns.ts';
import type { Typed } from './lists/extract.ts';
import type { BookCode } from '#shared/sheet/grid.ts';
import { HAND } from './lists/hand.ts';
import { needOptions, serviceOptions } from './words.ts';

const names: Record<FieldName, () => string> = {
	name: m.booking_lists_field_name,
	birth: m.booking_lists_field_birth,
	phone: m.booking_lists_field_phone,
	hamlet: m.booking_lists_field_hamlet,
	address: m.booking_lists_field_address,
	landmark: m.booking_lists_field_landmark,
	service: m.booking_lists_field_service,
	needs: m.booking_lists_field_needs,
	note: m.booking_lists_field_note
};
export const fieldName = (field: FieldName): string => names[field]();
export const columnOptions = () => fields.map((value) => ({ value, label: fieldName(value) }));

const books: Record<BookCode, () => string> = {
	empty: m.booking_lists_book_empty,
	too_large: m.booking_lists_book_too_large,
	too_many_lines: m.booking_lists_book_too_many_lines,
	locked: m.booking_lists_book_locked,
	old_excel: m.booking_lists_book_old_excel,
	not_a_sheet: m.booking_lists_book_not_a_sheet,
	broken: m.booking_lists_book_broken
};
/** Why a file was not read and what to do; null for a code of another kind. */
export const bookWords = (code: string): string | null =>
	code in books ? books[code as BookCode]() : null;

const whys: Record<string, () => string> = {
	required: m.booking_lists_why_required,
	not_a_date: m.booking_lists_why_not_a_date,
	in_future: m.booking_lists_why_in_future,
	too_early: m.booking_lists_why_too_early,
	out_of_range: m.booking_lists_why_not_a_date,
	short_year: m.booking_lists_why_short_year,
	formula: m.booking_lists_why_formula,
	bad_characters: m.booking_lists_why_bad_characters,
	too_long: m.booking_lists_why_too_long,
	bad_phone: m.booking_lists_why_bad_phone,
	use_vneid: m.booking_lists_why_use_vneid,
	under_14: m.booking_lists_why_under_14,
	unknown_hamlet: m.booking_lists_why_unknown_hamlet,
	other_hamlet: m.booking_lists_why_other_hamlet,
	two_hamlets: m.booking_lists_why_two_hamlets
};
/** "trước năm 1900": what is wrong with a cell. */
export const whyWords = (code: string): string => (whys[code] ?? m.booking_lists_why_other)();

/** "Ngày hoặc năm sinh “1890”: trước năm 1900". */
export function faultLine({ field, code }: Fault, typed: Typed): string {
	const text = typed[field].slice(0, 60);
	const said = { field: fieldName(field), why: whyWords(code) };
	return text === '' ? m.booking_lists_fault_empty(said) : m.booking_lists_fault({ ...said, text });
}

/** The field of a refusal of the door, as the sheet calls it. */
export function refusedLine({ field, code }: { field: string; code: string }): string {
	const [known] = fields.filter((one) => field === one || field.startsWith(`${one}.`));
	const why = whyWords(code);
	return known ? m.booking_lists_fault_empty({ field: fieldName(known), why }) : why;
}

/** "Dòng 14", or "Nhập tay 1" for who was entered by hand. */
export const lineWords = (line: number): string =>
	line > HAND ? m.booking_lists_by_hand({ line: line - HAND }) : m.booking_lists_line({ line });

/** Needs that a visit knows; without "none" and "unknown", which a list leaves empty. */
export const listNeeds = () =>
	needOptions().filter(({ value }) => value !== 'none' && value !== 'unknown');
export const listServices = () => serviceOptions().map(({ value, label }) => ({ value, label }));
