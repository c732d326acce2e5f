/** Codes of the roster in an officer's words. */
import { m } from '#lib/paraglide/messages';
import { dayOf, formatDay, formatTime } from '#lib/platform/format.ts';
import type { AssignRule, Duty, Filled, Post } from './duty-staff.ts';
import type { Clash } from './duty-week.ts';

const names: Record<Post, () => string> = {
	commander: m.staff_duty_commander,
	duty: m.staff_duty_desk,
	response: m.staff_duty_response
};
export const postWords = (post: Post): string => names[post]();

const rules: Record<AssignRule, [() => string, () => string]> = {
	off: [m.staff_duty_rule_off, m.staff_duty_rule_off_hint],
	duty: [m.staff_duty_rule_duty, m.staff_duty_rule_duty_hint],
	rotation: [m.staff_duty_rule_turn, m.staff_duty_rule_turn_hint]
};
export const ruleOptions = () =>
	(Object.keys(rules) as AssignRule[]).map((value) => ({
		value,
		label: rules[value][0](),
		hint: rules[value][1]()
	}));

/** "07:30, Thứ Hai, 23/11". */
export const momentWords = (instant: string): string =>
	m.staff_duty_moment({ time: formatTime(instant), day: formatDay(dayOf(instant)) });

/** "07:30 đến 07:30 hôm sau". */
export function spanWords(from: string, to: string): string {
	const words = { from: formatTime(from), to: formatTime(to) };
	return dayOf(from) === dayOf(to) ? m.time_span(words) : m.staff_duty_overnight(words);
}

/** "Trực Ban Minh Họa (trực ban)". */
export const standsWords = ({ officer, post, missing }: Duty): string =>
	m.staff_duty_stands({
		name: officer.name,
		post: missing ? m.staff_duty_away() : postWords(post).toLocaleLowerCase()
	});

const clashes: Record<Clash['is'], (told: { name: string; when: string }) => string> = {
	posts: m.staff_duty_clash_posts,
	shifts: m.staff_duty_clash_shifts,
	row: m.staff_duty_clash_row
};
export const clashWords = ({ is, name, at }: Clash): string =>
	clashes[is]({ name, when: momentWords(at) });

/** What became of a week that was copied or a rota that was repeated. */
export const filledWords = ({ made, kept, skipped, past }: Filled): string =>
	[
		m.staff_duty_filled({ made }),
		kept > 0 ? m.staff_duty_filled_kept({ kept }) : '',
		skipped > 0 ? m.staff_duty_filled_skipped({ skipped }) : '',
		past > 0 ? m.staff_duty_filled_past({ past }) : ''
	]
		.filter(Boolean)
		.join(' ');
