import { m } from '#lib/paraglide/messages';
import { faultWords } from './fault-words.ts';

/** What is asked of whoever rings or comes, where the words of the resident's page would speak to them. */
const entering: Record<string, () => string> = {
	'channel.required': m.support_fault_channel,
	'asker.required': m.support_enter_fault_asker,
	'wants.required': m.support_enter_fault_wants,
	'landmark.required': m.support_enter_fault_landmark,
	'family_phone.required': m.support_enter_fault_family_phone,
	'asked_by.may_name.required': m.support_enter_fault_may_name,
	'consent.required': m.support_enter_fault_consent
};
export const enterFaultWords = (field: string, code: string): string =>
	entering[`${field}.${code}`]?.() ?? faultWords(field, code);
