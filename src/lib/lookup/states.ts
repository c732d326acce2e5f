/** What the codes of a case mean to the person whose case it is. */
import { m } from '#lib/paraglide/messages';
import { formatMoment } from '#lib/platform/clock.ts';
import { formatRest } from '#lib/platform/left.ts';
import type { Opened, Say } from './lookup.ts';

type State = Opened['state'];
type Words = {
	title: () => string;
	text: () => string;
	kind: 'neutral' | 'info' | 'caution' | 'done';
};

const states: Record<State, Words> = {
	held: { title: m.lookup_state_held, text: m.lookup_state_held_text, kind: 'info' },
	waiting: { title: m.lookup_state_waiting, text: m.lookup_state_waiting_text, kind: 'neutral' },
	postponed: {
		title: m.lookup_state_postponed,
		text: m.lookup_state_postponed_text,
		kind: 'caution'
	},
	confirmed: { title: m.lookup_state_confirmed, text: m.lookup_state_confirmed_text, kind: 'done' },
	returned: { title: m.lookup_state_returned, text: m.lookup_state_returned_text, kind: 'caution' },
	revisit: { title: m.lookup_state_revisit, text: m.lookup_state_revisit_text, kind: 'info' },
	captured: { title: m.lookup_state_captured, text: m.lookup_state_captured_text, kind: 'info' },
	card_ready: {
		title: m.lookup_state_card_ready,
		text: m.lookup_state_card_ready_text,
		kind: 'info'
	},
	done: { title: m.lookup_state_done, text: m.lookup_state_done_text, kind: 'done' },
	cancelled: {
		title: m.lookup_state_cancelled,
		text: m.lookup_state_cancelled_text,
		kind: 'neutral'
	},
	ineligible: {
		title: m.lookup_state_ineligible,
		text: m.lookup_state_ineligible_text,
		kind: 'neutral'
	},
	to_call: { title: m.lookup_state_to_call, text: m.lookup_state_to_call_text, kind: 'info' },
	converted: { title: m.lookup_state_converted, text: m.lookup_state_converted_text, kind: 'info' },
	// The code of a merged case opens the one that goes on; this is for the moment between.
	merged: { title: m.lookup_state_merged, text: m.lookup_state_merged_text, kind: 'info' },
	family_to_ask: {
		title: m.lookup_state_family_to_ask,
		text: m.lookup_state_family_to_ask_text,
		kind: 'info'
	},
	passed_on: { title: m.lookup_state_passed_on, text: m.lookup_state_passed_on_text, kind: 'info' },
	to_visit: { title: m.lookup_state_to_visit, text: m.lookup_state_to_visit_text, kind: 'info' },
	visit_agreed: {
		title: m.lookup_state_visit_agreed,
		text: m.lookup_state_visit_agreed_text,
		kind: 'done'
	},
	visited: { title: m.lookup_state_visited, text: m.lookup_state_visited_text, kind: 'info' },
	in_care: { title: m.lookup_state_in_care, text: m.lookup_state_in_care_text, kind: 'done' },
	declined: {
		title: m.lookup_state_declined,
		text: m.lookup_state_declined_text,
		kind: 'neutral'
	},
	not_granted: {
		title: m.lookup_state_not_granted,
		text: m.lookup_state_not_granted_text,
		kind: 'neutral'
	}
};

export const stateTitle = (found: Opened): string =>
	found.question ? m.lookup_state_asked() : states[found.state].title();
export const stateText = (found: Opened): string =>
	found.question
		? m.lookup_state_asked_text()
		: found.gathering
			? (gathered[found.state] ?? states[found.state].text)()
			: (helped(found) ?? states[found.state].text());

/** A request for help held no window that somebody else may have now. */
const helped = ({ kind, state }: Opened): string | null =>
	kind === 'support' && state === 'cancelled' ? m.lookup_support_cancelled() : null;

/** To a gathering the person comes; nobody comes to them. */
const gathered: Partial<Record<State, () => string>> = {
	held: m.lookup_gathering_held,
	confirmed: m.lookup_gathering_confirmed
};

/** Where a gathering is, behind its name. */
export const placeOf = (place: NonNullable<Opened['gathering']>): string =>
	[place.landmark, place.hamlet_name, place.area_name].filter(Boolean).join(', ');
export const kindOfState = (state: State) => states[state].kind;

const outcomes: Record<NonNullable<Opened['people'][number]['outcome']>, () => string> = {
	captured: m.lookup_outcome_captured,
	absent: m.lookup_outcome_absent,
	refused: m.lookup_outcome_refused,
	prints_unreadable: m.lookup_outcome_prints,
	needs_another_visit: m.lookup_outcome_again,
	died: m.lookup_outcome_died
};
export const outcomeWords = (code: keyof typeof outcomes) => outcomes[code]();

export const cardWords = (card: 'ready' | 'handed') =>
	card === 'ready' ? m.lookup_card_ready() : m.lookup_card_handed();

const whens: Record<NonNullable<Opened['call_when']>, () => string> = {
	any: m.lookup_when_any,
	morning: m.lookup_when_morning,
	afternoon: m.lookup_when_afternoon,
	evening: m.lookup_when_evening
};
export const whenWords = (when: keyof typeof whens) => whens[when]();

type Postponed = NonNullable<Opened['postponed']>;
const postponeReasons: Record<Postponed['reason'], () => string> = {
	storm: m.lookup_postponed_storm,
	flood: m.lookup_postponed_flood,
	kit_broken: m.lookup_postponed_kit,
	officers_away: m.lookup_postponed_officers,
	other: m.lookup_postponed_other
};
/** Why the visit could not stay as it was, with the unit's own words. */
export const postponedWords = ({ reason, note }: Postponed): string =>
	reason === 'other' && note ? note : [postponeReasons[reason](), note].filter(Boolean).join(' ');

const seenRoles: Record<string, () => string> = {
	desk: m.lookup_role_desk,
	field: m.lookup_role_field,
	lead: m.lookup_role_lead,
	support: m.lookup_role_support,
	treasurer: m.lookup_role_treasurer,
	collaborator: m.lookup_role_collaborator
};
/** How often officers opened the case and printed it, by their role. */
export function seenWords({ roles, printed }: NonNullable<Opened['seen']>): string[] {
	const opened = roles.map(({ role, times }) =>
		m.lookup_seen_times({ role: (seenRoles[role] ?? m.lookup_role_other)(), count: times })
	);
	return [
		...(opened.length > 0 ? opened : [m.lookup_seen_never()]),
		...(printed > 0 ? [m.lookup_seen_printed({ count: printed })] : [])
	];
}

export type Mendable = NonNullable<Opened['returned']>['fields'][number];
const fields: Record<Mendable, () => string> = {
	name: m.lookup_field_name,
	birth: m.lookup_field_birth,
	phone: m.lookup_field_phone,
	landmark: m.lookup_field_landmark,
	address: m.lookup_field_address,
	at_home: m.lookup_field_at_home,
	representative: m.lookup_field_representative
};
export const mendableWords = (field: string): string => fields[field as Mendable]?.() ?? field;

const clocks: Record<string, () => string> = {
	visit: m.lookup_clock_visit,
	card: m.lookup_clock_card,
	'first reply': m.lookup_clock_reply
};
/** A promise of the unit that stands still: since when, and what is left of it. */
export function pausedWords({ paused, state }: Opened): string[] {
	return (paused ?? []).map(({ clock, since, minutes_left, measure }) => {
		const words = {
			clock: clocks[clock]?.() ?? clock,
			time: formatMoment(since),
			left: formatRest(minutes_left, measure)
		};
		return state === 'returned' ? m.lookup_paused(words) : m.lookup_paused_else(words);
	});
}

type Reason = Extract<Say, { act: 'cancel' }>['reason'];
const reasons: Record<Reason, () => string> = {
	no_longer_needed: m.lookup_reason_no_longer_needed,
	cannot_be_home: m.lookup_reason_cannot_be_home,
	went_to_office: m.lookup_reason_went_to_office,
	moved_away: m.lookup_reason_moved_away,
	person_died: m.lookup_reason_person_died,
	other: m.lookup_reason_other
};

/** Why a case may be cancelled. Where only a call was asked for, nobody had to be at home. */
export const reasonOptions = (found: Opened) =>
	(Object.keys(reasons) as Reason[])
		.filter((reason) => reason !== 'cannot_be_home' || found.kind === 'home_visit')
		.filter((reason) => reason !== 'went_to_office' || found.kind !== 'support')
		.map((value) => ({ value, label: reasons[value]() }));

/** Reasons that officers may give as well, in words for the timeline. */
export function reasonWords(reason: unknown): string | null {
	if (reason === 'not_eligible') return m.lookup_reason_not_eligible();
	if (reason === 'unreachable') return m.lookup_reason_unreachable();
	return reasons[reason as Reason]?.() ?? null;
}
