import { m } from '#lib/paraglide/messages';
import { problemWords } from '#lib/platform/desk-problem.ts';
import { fieldWords } from '#lib/platform/field-words.ts';
import { Problem } from '#lib/platform/problem.ts';

const own: Record<string, () => string> = {
	above_cap: m.fund_books_above_cap,
	before_it: m.fund_books_before_it,
	count_differs: m.fund_books_count_differs,
	count_not_signed: m.fund_books_count_not_signed,
	is_reversal: m.fund_books_is_reversal,
	month_closed: m.fund_books_month_closed,
	month_not_over: m.fund_books_month_not_over,
	names_a_tip: m.fund_names_a_tip,
	names_donor: m.fund_books_names_donor,
	names_family: m.fund_books_names_family,
	no_book: m.fund_books_no_book,
	no_name: m.fund_books_no_name,
	not_approved: m.fund_books_not_approved,
	not_closed: m.fund_books_not_closed,
	not_counted: m.fund_books_not_counted,
	not_enough: m.fund_books_not_enough,
	not_first: m.fund_books_not_first,
	not_next: m.fund_books_not_next,
	not_reconciled: m.fund_books_not_reconciled,
	paid: m.fund_books_paid,
	published: m.fund_books_published,
	purpose_off: m.fund_books_purpose_off,
	reversed: m.fund_books_reversed,
	rewards_unposted: m.fund_books_rewards_unposted,
	three_people: m.fund_three_people,
	two_people: m.fund_books_two_people
};

/** What an officer reads when something about the ledger was refused. */
export function ledgerProblemWords(problem: unknown): string {
	const known = problem instanceof Problem ? own[problem.code] : undefined;
	return known?.() ?? problemWords(problem);
}

const missing: Record<string, () => string> = {
	aid: m.fund_books_missing_aid,
	amount: m.fund_books_missing_amount,
	decision: m.fund_books_missing_decision,
	donor: m.fund_books_missing_donor,
	evidence: m.fund_books_missing_evidence,
	payee: m.fund_books_missing_payee,
	reason: m.fund_books_missing_reason,
	seen: m.fund_books_missing_seen,
	words: m.fund_books_missing_words
};
const amounts = ['amount', 'cap', 'two_from'];

/** The sentence at a field: what the refusal means, what was typed that is no amount, else what the code means for any field. */
export function ledgerFieldWords(field: string, code: string): string {
	const known = own[code] ?? (code === 'required' ? missing[field] : undefined);
	if (known) return known();
	if (amounts.includes(field) && (code === 'bad_format' || code === 'out_of_range'))
		return code === 'bad_format' ? m.fund_books_amount_bad() : m.fund_books_amount_range();
	return fieldWords(field, code);
}
