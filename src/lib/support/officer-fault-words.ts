import { m } from '#lib/paraglide/messages';
import { fieldWords } from '#lib/platform/field-words.ts';

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

/** The sentence at a field of an officer's form, and in its summary. */
export const officerFaultWords = (field: string, code: string): string =>
	(own[code] ?? own[`${field}.${code}`])?.() ?? fieldWords(field, code);
