import { m } from '#lib/paraglide/messages';
import { fieldWords } from '#lib/platform/field-words.ts';

/** What this room's questions ask for, by the end of the field's path and the code. */
const own: Record<string, () => string> = {
	'booking_for.required': m.booking_fault_for,
	'birth.required': m.booking_fault_birth,
	'birth.not_a_date': m.booking_fault_birth_date,
	'birth.no_such_day': m.booking_fault_birth_date,
	'birth.bad_format': m.booking_fault_birth_date,
	'birth.in_future': m.booking_fault_birth_future,
	'birth.too_early': m.booking_fault_birth_early,
	'birth.use_vneid': m.booking_fault_vneid,
	'service.required': m.booking_fault_service,
	'needs.required': m.booking_fault_needs,
	'consent.required': m.booking_fault_consent,
	'representative.required': m.booking_fault_representative,
	'representative.name.required': m.booking_fault_representative,
	'representative.relation.required': m.booking_fault_representative_relation,
	'landmark.required': m.booking_fault_landmark,
	'hamlet.required': m.booking_fault_landmark,
	'permanent_elsewhere.required': m.booking_fault_permanent,
	'contact.relation.required': m.booking_fault_relation,
	'at_home.required': m.booking_fault_at_home,
	'at_home.name.required': m.booking_fault_at_home_name,
	'person_knows.required': m.booking_fault_person_knows,
	'phone.bad_phone': m.booking_fault_phone,
	'email.bad_format': m.booking_fault_email,
	'window.required': m.booking_fault_window,
	'area.area_not_served': m.booking_fault_not_served
};

/** The sentence at a field and in the summary. */
export function faultWords(field: string, code: string): string {
	const parts = field.split('.');
	const [two, one] = [parts.slice(-2).join('.'), parts.slice(-1).join('')];
	return (own[`${two}.${code}`] ?? own[`${one}.${code}`])?.() ?? fieldWords(field, code);
}
