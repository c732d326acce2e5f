import { m } from '#lib/paraglide/messages';
import { Problem } from './problem.ts';
import { problemWords as wordsForAll } from './problem-words.ts';

/** Refusals that only an officer, or somebody invited, can meet. */
const sentences: Record<string, () => string> = {
	already_enrolled: m.problem_already_enrolled,
	already_officer: m.problem_already_officer,
	already_postponed: m.problem_already_postponed,
	already_used: m.problem_already_used,
	call_first: m.problem_call_first,
	clock_over: m.problem_clock_over,
	caller_known: m.problem_caller_known,
	checks_missing: m.problem_checks_missing,
	disabled: m.problem_disabled,
	duty_over: m.problem_duty_over,
	duty_twice: m.problem_duty_twice,
	email_taken: m.problem_email_taken,
	gathering_full: m.problem_gathering_full,
	gathering_over: m.problem_gathering_over,
	handover_early: m.problem_handover_early,
	handover_over: m.problem_handover_over,
	handover_signed: m.problem_handover_signed,
	key_taken: m.problem_key_taken,
	kit_taken: m.problem_kit_taken,
	last_lead: m.problem_last_lead,
	leaked_password: m.problem_leaked_password,
	name_taken: m.problem_name_taken,
	not_ended: m.problem_not_ended,
	not_an_officer: m.problem_not_an_officer,
	not_offered: m.problem_not_offered,
	not_published: m.problem_not_published,
	not_signer: m.problem_not_signer,
	other_kind: m.problem_other_kind,
	out_of_reach: m.problem_out_of_reach,
	paid: m.problem_paid,
	payment_open: m.problem_payment_open,
	people_open: m.problem_people_open,
	period_not_over: m.problem_period_not_over,
	place_gone: m.problem_place_gone,
	promises_stand: m.problem_promises_stand,
	published: m.problem_published,
	reason_needed: m.problem_reason_needed,
	role_missing: m.problem_role_missing,
	same_password: m.problem_same_password,
	second_factor: m.problem_second_factor,
	settle_first: m.problem_settle_first,
	sign_first: m.problem_sign_first,
	sign_in_anew: m.problem_sign_in_anew,
	slug_taken: m.news_slug_taken,
	swap_asked: m.problem_swap_asked,
	token_taken: m.problem_token_taken,
	too_few_calls: m.problem_too_few_calls,
	too_many_views: m.problem_too_many_views,
	too_old: m.problem_too_old,
	unable: m.problem_unable,
	undo_newer_first: m.problem_undo_newer_first,
	weak_password: m.problem_weak_password,
	window_too_short: m.problem_window_too_short,
	wrong_code: m.problem_wrong_code,
	wrong_password: m.problem_wrong_password,
	wrong_present: m.problem_wrong_present
};

/** What an officer reads: as `problemWords` of `problem-words.ts`, with the sentences of their own doors. */
export function problemWords(problem: unknown, hotline?: string | null): string {
	const known = problem instanceof Problem ? sentences[problem.code] : undefined;
	return known?.() ?? wordsForAll(problem, hotline);
}

/** Why one of many was refused, or what would be: as if it had been asked for alone. */
export const refusedWords = (code: string): string =>
	problemWords(new Problem({ code, status: 409 }));
