import { m } from '#lib/paraglide/messages';
import { formatMoment } from '#lib/platform/format.ts';
import { faultWords } from './fault-words.ts';
import type { Served } from './officer-booking.ts';
import { birthWords, labelOf, needOptions, serviceOptions } from './words.ts';

/** `comes`: of somebody who was to come to a gathering; nobody was at their house. */
export const outcomeOptions = (comes = false) => [
	{ value: 'captured', label: m.booking_officer_captured() },
	{ value: 'absent', label: comes ? m.booking_gathering_absent() : m.booking_officer_absent() },
	{ value: 'refused', label: m.booking_officer_refused() },
	{ value: 'prints_unreadable', label: m.booking_officer_prints_unreadable() },
	{ value: 'needs_another_visit', label: m.booking_officer_needs_another_visit() },
	{ value: 'died', label: m.booking_officer_died() }
];

/** Reasons to cancel; nobody loses a visit to one missed call, so `unreachable` says what it takes. */
export const reasonOptions = ({ calls, days }: { calls: number; days: number }) => [
	{ value: 'no_longer_needed', label: m.booking_officer_no_longer_needed() },
	{ value: 'cannot_be_home', label: m.booking_officer_cannot_be_home() },
	{ value: 'went_to_office', label: m.booking_officer_went_to_office() },
	{ value: 'moved_away', label: m.booking_officer_moved_away() },
	{ value: 'person_died', label: m.booking_officer_person_died() },
	{ value: 'not_eligible', label: m.booking_officer_not_eligible() },
	{
		value: 'unreachable',
		label: m.booking_officer_unreachable(),
		hint: m.booking_officer_unreachable_hint({ calls, days })
	},
	{ value: 'other', label: m.booking_officer_other() }
];

/** For whom a caller books, as the officer asks it. */
export const callerOptions = () => [
	{ value: 'self', label: m.booking_officer_for_self() },
	{ value: 'relative', label: m.booking_officer_for_relative() },
	{ value: 'other', label: m.booking_officer_for_other() }
];

/** A person's name, or what stands for it once names are erased. */
export const nameWords = (person: Pick<Served, 'name'>): string =>
	person.name ?? m.booking_officer_erased();

/** "sinh năm 1944"; empty once erased. */
export function bornWords({ birth }: Pick<Served, 'birth'>): string {
	if (!birth) return '';
	const words = (part?: number) => (part === undefined ? '' : String(part));
	return birthWords({ day: words(birth.day), month: words(birth.month), year: words(birth.year) });
}

export const serviceWords = (person: Pick<Served, 'service'>): string =>
	person.service === 'unsure'
		? m.booking_officer_service_unsure()
		: labelOf(serviceOptions(), person.service);

export const needWords = (person: Pick<Served, 'needs'>): string[] =>
	person.needs.map((need) => labelOf(needOptions(), need));

/** What became of a person's card: the latest step; empty before the visit. */
export function cardWords(person: Served): string {
	if (person.card_handed_at) {
		const at = formatMoment(person.card_handed_at);
		return person.card_handed_to === 'named' && person.receiver
			? m.booking_officer_handed_named({ at, name: person.receiver })
			: m.booking_officer_handed_owner({ at });
	}
	if (person.card_ready_at)
		return m.booking_officer_ready_since({ at: formatMoment(person.card_ready_at) });
	return person.outcome ? labelOf(outcomeOptions(), person.outcome) : '';
}

const own: Record<string, () => string> = {
	'checked.required': m.booking_officer_fault_checked,
	'papers.required': m.booking_officer_fault_papers,
	'ready_power.required': m.booking_ready_fault,
	'ready_seat.required': m.booking_ready_fault,
	'ready_papers.required': m.booking_ready_fault,
	'ready_home.required': m.booking_ready_fault,
	'reason.required': m.booking_officer_fault_reason,
	'note.required': m.booking_officer_fault_note,
	'died.required': m.booking_officer_fault_died,
	'sure.required': m.booking_officer_fault_sure,
	'sure.mismatch': m.booking_officer_fault_sure_mismatch,
	'began.required': m.booking_paper_fault_time,
	'began.bad_format': m.booking_paper_fault_time,
	'ended.required': m.booking_paper_fault_time,
	'ended.bad_format': m.booking_paper_fault_time,
	'ended.out_of_range': m.booking_paper_fault_order,
	'outcome.required': m.booking_officer_fault_outcome,
	'0.required': m.booking_officer_fault_window,
	'offer.required': m.booking_offer_fault,
	'gathering.required': m.booking_gathering_fault,
	'people.required': m.booking_officer_fault_people,
	'handed_to.nobody_named': m.booking_officer_fault_nobody_named,
	'handed_to.required': m.booking_officer_fault_handed_to,
	'card_seen.required': m.booking_officer_fault_card_seen
};

/** Sentences of the officer's forms, then those of the room. */
export function officerFaultWords(field: string, code: string): string {
	const last = field.slice(field.lastIndexOf('.') + 1);
	return own[`${last}.${code}`]?.() ?? faultWords(field, code);
}
