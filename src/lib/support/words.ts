/** Codes of the contract in the reader's words, and the lists to choose from. Asked for at use: the language is known then. */
import { m } from '#lib/paraglide/messages';

type Option = { value: string; label: string; hint?: string };

export const askerOptions = (): Option[] => [
	{ value: 'self', label: m.support_asker_self() },
	{ value: 'neighbour', label: m.support_asker_neighbour() },
	{ value: 'officer', label: m.support_asker_officer(), hint: m.support_asker_officer_hint() }
];

export const hardshipOptions = (): Option[] => [
	{ value: 'agent_orange', label: m.support_hardship_agent_orange() },
	{ value: 'traffic_accident', label: m.support_hardship_traffic_accident() },
	{ value: 'other', label: m.support_hardship_other() }
];

export const wantOptions = () => [
	{ value: 'visit', label: m.support_want_visit() },
	{ value: 'food', label: m.support_want_food() },
	{ value: 'livelihood', label: m.support_want_livelihood() },
	{ value: 'schooling', label: m.support_want_schooling() },
	{ value: 'house', label: m.support_want_house() },
	{ value: 'care', label: m.support_want_care() },
	{ value: 'papers', label: m.support_want_papers() },
	{ value: 'unsure', label: m.support_want_unsure(), alone: true as const, or: true as const }
];

export const mayNameOptions = (): Option[] => [
	{ value: 'yes', label: m.support_may_name_yes() },
	{ value: 'no', label: m.support_may_name_no() }
];

/** The label of a code; a code of tomorrow is shown as it is. */
export const labelOf = (options: readonly Option[], value: string): string =>
	options.find((option) => option.value === value)?.label ?? value;
