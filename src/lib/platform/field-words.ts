import { m } from '#lib/paraglide/messages';

const general: Record<string, () => string> = {
	required: m.field_required,
	too_long: m.field_too_long,
	too_short: m.field_too_short,
	too_many: m.field_too_many,
	bad_format: m.field_bad_format,
	bad_characters: m.field_bad_characters,
	out_of_range: m.field_out_of_range,
	in_future: m.field_in_future,
	bad_phone: m.field_bad_phone,
	not_a_date: m.field_no_such_day,
	too_early: m.field_too_old,
	before_receipt: m.field_before_receipt,
	clock_over: m.field_clock_over,
	use_vneid: m.problem_use_vneid,
	area_not_served: m.problem_area_not_served,
	unknown_field: m.field_bad_format,
	outside: m.field_outside,
	duplicate: m.field_duplicate,
	bad_time: m.field_bad_time,
	ends_early: m.field_ends_early,
	overlap: m.field_overlap
};

/** Fields with a sentence of their own: the last step of the path, then the code. */
const particular: Record<string, () => string> = {
	'name.required': m.field_name_required,
	'phone.required': m.field_phone_required,
	'phone.bad_format': m.field_bad_phone,
	'area.required': m.field_area_required,
	'area.bad_format': m.field_area_required,
	'year.required': m.field_year_required,
	'email.required': m.field_email_required,
	'email.bad_format': m.field_email_bad_format,
	'password.required': m.field_password_required,
	'new_password.required': m.field_new_password_required,
	'present.required': m.field_present_required
};

/** The sentence at a field and in the summary: the field's own, else what the code means for any field. */
export function fieldWords(field: string, code: string): string {
	const last = field.slice(field.lastIndexOf('.') + 1);
	return (particular[`${last}.${code}`] ?? general[code] ?? m.field_bad_format)();
}
