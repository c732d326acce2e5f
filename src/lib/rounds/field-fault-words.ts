import { m } from '#lib/paraglide/messages';
import { fieldWords } from '#lib/platform/field-words.ts';

/** What the forms of the road ask for, by the last step of the field's path and the code. */
const own: Record<string, () => string> = {
	'outcome.required': m.booking_officer_fault_outcome,
	'people.required': m.booking_officer_fault_people,
	'handed_to.required': m.booking_officer_fault_handed_to,
	'handed_to.nobody_named': m.booking_officer_fault_nobody_named,
	'card_seen.required': m.booking_officer_fault_card_seen,
	'began.required': m.booking_paper_fault_time,
	'began.bad_format': m.booking_paper_fault_time,
	'birth.required': m.booking_fault_birth,
	'birth.not_a_date': m.booking_fault_birth_date,
	'birth.in_future': m.booking_fault_birth_future,
	'birth.too_early': m.booking_fault_birth_early,
	'service.required': m.rounds_field_fault_service,
	'landmark.required': m.booking_fault_landmark,
	'consent.required': m.rounds_field_fault_consent,
	'from_place.required': m.booking_roads_fault_from,
	'to_place.bad_format': m.booking_roads_fault_same,
	'until.bad_format': m.rounds_field_fault_until
};

/** The sentence at a field and in the summary. */
export function faultWords(field: string, code: string): string {
	const last = field.slice(field.lastIndexOf('.') + 1);
	return (own[`${last}.${code}`] ?? (() => fieldWords(field, code)))();
}
