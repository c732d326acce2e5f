/** The lists to choose from. `as` says them in another language than the reader's: officers read Vietnamese. */
import { m } from '#lib/paraglide/messages';

export type As = { locale?: 'vi' | 'en' };
type Option = { value: string; label: string; hint?: string };

export const officialsOptions = (as: As = {}): Option[] => [
	{ value: 'no', label: m.tips_officials_no({}, as) },
	{ value: 'yes', label: m.tips_officials_yes({}, as), hint: m.tips_officials_yes_hint({}, as) },
	{ value: 'unsure', label: m.tips_officials_unsure({}, as) }
];

export const deskOptions = (unit: string): Option[] => [
	{ value: 'other', label: m.tips_desk_other(), hint: m.tips_desk_other_hint() },
	{ value: 'local', label: unit }
];

export const goingOptions = (as: As = {}): Option[] => [
	{ value: 'now', label: m.tips_going_now({}, as) },
	{ value: 'repeats', label: m.tips_going_repeats({}, as) },
	{ value: 'planned', label: m.tips_going_planned({}, as) },
	{ value: 'over', label: m.tips_going_over({}, as) },
	{ value: 'unknown', label: m.tips_unknown({}, as) }
];

export const knowOptions = (as: As = {}): Option[] => [
	{ value: 'saw', label: m.tips_know_saw({}, as) },
	{ value: 'part', label: m.tips_know_part({}, as) },
	{ value: 'told', label: m.tips_know_told({}, as) },
	{ value: 'online', label: m.tips_know_online({}, as) },
	{ value: 'unsaid', label: m.tips_know_unsaid({}, as) }
];

export const dangerOptions = (as: As = {}): Option[] => [
	{ value: 'now', label: m.tips_danger_now({}, as) },
	{ value: 'maybe', label: m.tips_danger_maybe({}, as) },
	{ value: 'no', label: m.tips_danger_no({}, as) },
	{ value: 'unknown', label: m.tips_unknown({}, as) }
];

/** What stands for an officer where the sender wants nobody to get in touch. */
export const noContact = (): string => m.tips_no_contact({}, { locale: 'vi' });

export const labelOf = (options: readonly Option[], value: string): string =>
	options.find((option) => option.value === value)?.label ?? '';
