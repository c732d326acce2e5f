import { m } from '#lib/paraglide/messages';
import { problemWords } from '#lib/platform/desk-problem.ts';
import { fieldWords } from '#lib/platform/field-words.ts';
import { Problem } from '#lib/platform/problem.ts';
import { SealedError } from '#lib/sealed/index.ts';
import type { ProposalFault, WordFault } from './judging.ts';

const own: Record<string, () => string> = {
	already_proposed: m.fund_already_proposed,
	names_a_tip: m.fund_names_a_tip,
	no_book: m.fund_no_book,
	not_approved: m.fund_not_approved,
	reward_lapsed: m.fund_lapsed,
	rewards_off: m.fund_off_now,
	settled: m.fund_settled,
	three_people: m.fund_three_people,
	too_many_tries: m.fund_too_many_tries,
	wrong_digits: m.fund_wrong_digits
};

/** What an officer reads when something about a reward was refused, here or by the server. */
export function fundProblemWords(problem: unknown): string {
	if (problem instanceof SealedError) return m.fund_list_unproven();
	const known = problem instanceof Problem ? own[problem.code] : undefined;
	return known?.() ?? problemWords(problem);
}

const fields: Record<string, () => string> = {
	'amount.bad_format': m.fund_amount_bad,
	'amount.above_cap': m.fund_amount_above,
	'amount.out_of_range': m.fund_amount_above,
	'cap.bad_format': m.fund_amount_bad,
	'cap.out_of_range': m.fund_amount_bad,
	'number.bad_format': m.fund_number_bad,
	'digits.bad_format': m.fund_digits_bad,
	'word.decision.names_a_tip': m.fund_names_a_tip,
	'decided_on.bad_format': m.fund_day_bad,
	'decided_on.in_future': m.fund_day_future,
	'word.decided_on.bad_format': m.fund_day_bad,
	'word.decided_on.in_future': m.fund_day_future,
	'fetch_days.out_of_range': m.fund_days_range,
	'sure.required': m.fund_sure_first,
	'as.required': m.fund_choose_first
};
export const fundFieldWords = (field: string, code: string): string =>
	(fields[`${field}.${code}`] ?? (() => fieldWords(field, code)))();

const faults: Record<ProposalFault | WordFault, () => string> = {
	no_package: m.fund_fault_no_package,
	package_broken: m.fund_fault_package_broken,
	package_other: m.fund_fault_package_other,
	proposer_unknown: m.fund_fault_proposer,
	tip_closed: m.fund_fault_tip_closed,
	body_broken: m.fund_fault_body,
	claim_differs: m.fund_fault_claim,
	word_broken: m.fund_fault_word,
	word_other: m.fund_fault_word,
	lead_unknown: m.fund_fault_lead,
	claim_other: m.fund_fault_claim_other
};
export const faultWords = (fault: ProposalFault | WordFault): string => faults[fault]();
