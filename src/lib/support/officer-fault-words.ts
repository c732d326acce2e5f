import { m } from '#lib/paraglide/messages';
import { fieldWords } from '#lib/platform/field-words.ts';
import { faultWords } from './fault-words.ts';

const own: Record<string, () => string> = {
	above_cap: m.support_fault_above_cap,
	names_a_tip: m.fund_names_a_tip,
	names_family: m.support_fault_names_family,
	'amount.required': m.support_fault_amount,
	'from.required': m.support_fault_from,
	'kind.required': m.support_fault_kind,
	'source.required': m.support_fault_source,
	'decision.required': m.support_fault_decision,
	'evidence.required': m.support_fault_evidence
};

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

/** The sentence at a field of an officer's form, and in its summary. */
export const officerFaultWords = (field: string, code: string): string =>
	(own[code] ?? own[`${field}.${code}`])?.() ?? fieldWords(field, code);
