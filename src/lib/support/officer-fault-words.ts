import { m } from '#lib/paraglide/messages';
import { fieldWords } from '#lib/platform/field-words.ts';

const own: Record<string, () => string> = {
	above_cap: m.support_fault_above_cap,
	names_family: m.support_fault_names_family,
	'decision.required': m.support_fault_decision,
	'evidence.required': m.support_fault_evidence
};

/** The sentence at a field of an officer's form, and in its summary. */
export const officerFaultWords = (field: string, code: string): string =>
	(own[code] ?? own[`${field}.${code}`])?.() ?? fieldWords(field, code);
