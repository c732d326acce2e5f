/** What a lead reads of a plan. */
import type { Reason } from '#shared/planner/index.ts';
import { m } from '#lib/paraglide/messages';
import { formatDay, formatMinutes } from '#lib/platform/format.ts';
import type { Fact } from './plan-facts.ts';
import type { Lost } from './plan-overlay.ts';
import type { Refusal, Standing } from './plan-standing.ts';
import type { Break, Timed } from './plan-times.ts';
import type { Ability } from './rounds.ts';

const abilities: Record<Ability, () => string> = {
	car: m.rounds_ability_car,
	woman_officer: m.rounds_ability_woman_officer,
	interpreter_hre: m.rounds_ability_interpreter_hre,
	small_kit: m.rounds_ability_small_kit
};
const abilityWords = (ability: Ability): string => abilities[ability]();
export const abilityOptions = () =>
	(Object.keys(abilities) as Ability[]).map((value) => ({ value, label: abilityWords(value) }));
export const abilitiesWords = (some: readonly Ability[]): string =>
	some.map(abilityWords).join(', ');

const refusals: Record<Refusal, () => string> = {
	other_day: m.rounds_plan_refused_other_day,
	fixed: m.rounds_plan_refused_fixed,
	underway: m.rounds_plan_refused_underway,
	shut: m.rounds_plan_refused_shut,
	pinned: m.rounds_plan_refused_pinned,
	gathering: m.rounds_plan_refused_gathering,
	held: m.rounds_plan_refused_held,
	full: m.rounds_plan_refused_full,
	no_window: m.rounds_plan_refused_no_window
};
export const refusalWords = (refusal: Refusal): string => refusals[refusal]();

const losses: Record<Lost['why'], () => string> = {
	gone: m.rounds_plan_lost_gone,
	theirs: m.rounds_plan_lost_theirs,
	no_room: m.rounds_plan_lost_no_room
};
export const lostWords = (why: Lost['why']): string => losses[why]();

export function breakWords(what: Break): string {
	if (what.kind === 'unable')
		return m.rounds_plan_break_unable({ abilities: abilitiesWords(what.missing) });
	const { minutes } = what;
	if (what.kind === 'window') return m.rounds_plan_break_window({ minutes });
	if (what.kind === 'shift') return m.rounds_plan_break_shift({ minutes });
	return m.rounds_plan_break_home({ minutes });
}

/** Whoever it is about, as far as that is known. */
export const nameOf = ({ name, reference, held, kind }: Fact): string => {
	if (kind === 'support') return m.booking_errand();
	const who = name ?? reference ?? (held ? m.rounds_plan_held_name() : m.rounds_plan_nameless());
	return kind === 'card' ? m.rounds_plan_card_of({ name: who }) : who;
};

export const placeName = (standing: Standing, place: string): string =>
	standing.rounds.ground.places.find(({ id }) => id === place)?.name ?? m.rounds_plan_placeless();

/** A team; with its day where the plan has several. */
export const teamWords = ({ rounds }: Standing, team: string, day: string): string =>
	rounds.days.some((one) => one.day !== day) ? `${team}, ${formatDay(day)}` : team;

/** Where something lies now, for whoever does not see it: team, place in the order, time, and what breaks. */
export function spotWords(
	team: string,
	fact: Fact,
	stops: readonly Timed[],
	broken: readonly { fact: Fact; what: Break }[]
): string {
	const at = stops.findIndex(({ id }) => id === fact.id);
	const where = m.rounds_plan_said_at({
		name: nameOf(fact),
		team,
		number: at + 1,
		count: stops.length,
		time: formatMinutes(stops[at]?.start ?? 0)
	});
	const told = broken.map((one) =>
		m.rounds_plan_said_break({ name: nameOf(one.fact), what: breakWords(one.what) })
	);
	return `${where} ${told.length > 0 ? told.join(' ') : m.rounds_plan_said_kept()}`;
}

const reasons: Record<Reason, () => string> = {
	unable: m.rounds_plan_reason_unable,
	outside_shift: m.rounds_plan_reason_outside_shift,
	too_long: m.rounds_plan_reason_too_long,
	no_room: m.rounds_plan_reason_no_room,
	broken: m.rounds_plan_reason_broken,
	pinned: m.rounds_plan_refused_pinned,
	other_day: m.rounds_plan_refused_other_day
};
/** Why the planner finds no place. */
export const reasonWords = (reason: Reason): string => reasons[reason]();
