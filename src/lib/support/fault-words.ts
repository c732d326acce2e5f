import { m } from '#lib/paraglide/messages';
import { fieldWords } from '#lib/platform/field-words.ts';

/** What this room's questions ask for, by field and code. */
const own: Record<string, () => string> = {
	'asker.required': m.support_fault_asker,
	'hardship.required': m.support_fault_hardship,
	'story.required': m.support_fault_story,
	'wants.required': m.support_fault_wants,
	'landmark.required': m.support_fault_landmark,
	'family_name.required': m.support_fault_family_name,
	'family_phone.required': m.support_fault_family_phone,
	'asked_by.may_name.required': m.support_fault_may_name,
	'consent.required': m.support_fault_consent
};

/** The sentence at a field and in the summary. */
export const faultWords = (field: string, code: string): string =>
	own[`${field}.${code}`]?.() ?? fieldWords(field, code);
