import { m } from '#lib/paraglide/messages';
import { fieldWords } from './field-words.ts';
import { Problem } from './problem.ts';

/**
 * What anyone may be told; what only officers are told stands in `desk-problem.ts`, so that it weighs on no page of a
 * resident. A code without a sentence gets the general one.
 */
const sentences: Record<string, () => string> = {
	already_asked: m.problem_already_asked,
	area_not_served: m.problem_area_not_served,
	bad_answer: m.problem_bad_answer,
	bad_proof: m.problem_proof_refused,
	bad_token: m.problem_bad_token,
	bad_upload: m.problem_bad_upload,
	broken_plan: m.problem_broken_plan,
	busy: m.problem_busy,
	code_not_found: m.problem_code_not_found,
	code_taken: m.problem_code_taken,
	day_closed: m.problem_day_closed,
	files_full: m.problem_files_full,
	hold_lapsed: m.problem_hold_lapsed,
	invalid: m.problem_invalid,
	key_reused: m.problem_key_reused,
	not_allowed: m.problem_not_allowed,
	not_found: m.problem_not_found,
	nothing_held: m.problem_nothing_held,
	offer_expired: m.problem_offer_expired,
	offer_gone: m.problem_offer_gone,
	offline: m.problem_offline,
	pool_full: m.problem_pool_full,
	quota_used: m.problem_quota_used,
	proof_expired: m.problem_proof_refused,
	proof_required: m.problem_proof_required,
	proof_spent: m.problem_proof_refused,
	session_expired: m.problem_session_expired,
	sign_in: m.problem_sign_in,
	stale: m.problem_stale,
	stale_list: m.problem_stale_list,
	timeout: m.problem_timeout,
	tip_taken: m.problem_tip_taken,
	too_large: m.problem_too_large,
	too_late: m.problem_too_late,
	too_many_tries: m.problem_too_many_tries,
	unknown_key: m.problem_unknown_key,
	unknown_part: m.problem_unknown_part,
	unreachable: m.problem_unreachable,
	use_vneid: m.problem_use_vneid,
	window_taken: m.problem_window_taken
};

/**
 * What a person reads. Anything that is no `Problem`, and any code without words, is one general sentence
 * with the number to call.
 */
export function problemWords(problem: unknown, hotline?: string | null): string {
	if (problem instanceof Problem) {
		const known = sentences[problem.code];
		if (known) return known();
		if (problem.field) return fieldWords(problem.field, problem.code);
	}
	return hotline ? m.problem_failed_hotline({ hotline }) : m.problem_failed();
}
