/** Codes of the contract in the reader's words, and the lists to choose from. Asked for at use, never at load: the language is known then. */
import { m } from '#lib/paraglide/messages';

export const needOptions = () => [
	{ value: 'old_age', label: m.booking_need_old_age() },
	{ value: 'illness', label: m.booking_need_illness() },
	{ value: 'disability', label: m.booking_need_disability() },
	{ value: 'bedridden', label: m.booking_need_bedridden(), hint: m.booking_need_bedridden_hint() },
	{ value: 'can_sit', label: m.booking_need_can_sit() },
	{ value: 'hands', label: m.booking_need_hands(), hint: m.booking_need_hands_hint() },
	{ value: 'hearing', label: m.booking_need_hearing() },
	{
		value: 'infection_risk',
		label: m.booking_need_infection_risk(),
		hint: m.booking_need_infection_risk_hint()
	},
	{ value: 'interpreter_hre', label: m.booking_need_interpreter_hre() },
	{ value: 'none', label: m.booking_need_none(), alone: true as const, or: true as const },
	{
		value: 'unknown',
		label: m.booking_unknown(),
		hint: m.booking_need_unknown_hint(),
		alone: true as const
	}
];

export const serviceOptions = () => [
	{ value: 'renew', label: m.booking_service_renew(), hint: m.booking_service_renew_hint() },
	{ value: 'reissue', label: m.booking_service_reissue(), hint: m.booking_service_reissue_hint() },
	{ value: 'first', label: m.booking_service_first() },
	{ value: 'unsure', label: m.booking_unknown(), hint: m.booking_service_unsure_hint() }
];

export const forOptions = () => [
	{ value: 'self', label: m.booking_for_self() },
	{ value: 'relative', label: m.booking_for_relative(), hint: m.booking_for_relative_hint() },
	{ value: 'other', label: m.booking_for_other(), hint: m.booking_for_other_hint() }
];

const relatives = () => [
	{ value: 'grandchild', label: m.booking_relation_grandchild() },
	{ value: 'child', label: m.booking_relation_child() },
	{ value: 'spouse', label: m.booking_relation_spouse() },
	{ value: 'sibling', label: m.booking_relation_sibling() },
	{ value: 'other_relative', label: m.booking_relation_other_relative() }
];

const others = () => [
	{ value: 'neighbour', label: m.booking_relation_neighbour() },
	{ value: 'hamlet_head', label: m.booking_relation_hamlet_head() },
	{ value: 'care_worker', label: m.booking_relation_care_worker() },
	{ value: 'other', label: m.booking_relation_other() }
];

export const relationOptions = (bookingFor: string) =>
	bookingFor === 'other' ? others() : relatives();

export const placeOptions = () => [
	{ value: 'home', label: m.booking_place_home() },
	{ value: 'relative_home', label: m.booking_place_relative_home() },
	{ value: 'hospital', label: m.booking_place_hospital() },
	{ value: 'care_home', label: m.booking_place_care_home() }
];

export const whenOptions = () => [
	{ value: 'any', label: m.booking_when_any() },
	{ value: 'morning', label: m.booking_when_morning() },
	{ value: 'afternoon', label: m.booking_when_afternoon() },
	{ value: 'evening', label: m.booking_when_evening() }
];

type Option = { value: string; label: string };

/** The label of a chosen value; empty where none is chosen. */
export const labelOf = (options: readonly Option[], value: string): string =>
	options.find((option) => option.value === value)?.label ?? '';

/** "sinh năm 1944" or "sinh ngày 05/09/1941": as much as was typed. */
export function birthWords({ day, month, year }: { day: string; month: string; year: string }) {
	const two = (part: string) => part.trim().padStart(2, '0');
	const parts = [day, month].filter((part) => part.trim()).map(two);
	return parts.length
		? m.booking_born_on({ date: [...parts, year.trim()].join('/') })
		: m.booking_born_in({ year: year.trim() });
}
