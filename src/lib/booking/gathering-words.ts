/** A gathering in an officer's words. */
import { m } from '#lib/paraglide/messages';
import { fieldWords } from '#lib/platform/field-words.ts';
import { formatDay, formatSpan } from '#lib/platform/format.ts';
import type { Gathering, PlaceAnswers } from './gatherings-booking.ts';
import { readyOptions } from './officer-readiness.ts';
import { labelOf } from './words.ts';

const kinds: Record<Gathering['kind'], () => string> = {
	culture_house: m.booking_gathering_culture_house,
	health_station: m.booking_gathering_health_station,
	hospital: m.booking_gathering_hospital,
	other: m.booking_gathering_other
};
export const kindOptions = () =>
	Object.entries(kinds).map(([value, words]) => ({ value, label: words() }));

/** "Thứ Bảy, 28/11/2026, 07:30 đến 09:30". */
export const hoursWords = ({ day, from, to }: Pick<Gathering, 'day' | 'from' | 'to'>): string =>
	`${formatDay(day)}, ${formatSpan(from, to)}`;

/** Where it is, without its name: "Đối diện sân bóng, thôn Một, phường Đức Phổ". */
export const whereWords = (
	place: Pick<Gathering, 'landmark' | 'hamlet_name' | 'area_name'>
): string => [place.landmark, place.hamlet_name, place.area_name].filter(Boolean).join(', ');

export type PlaceAsked = keyof PlaceAnswers;
const asks: Record<PlaceAsked, () => string> = {
	key: m.booking_gathering_ready_key,
	power: m.booking_gathering_ready_power,
	tables: m.booking_gathering_ready_tables
};
export const placeAsked = Object.keys(asks) as PlaceAsked[];
export const placeAskedWords = (name: PlaceAsked): string => asks[name]();

/** "Chìa khóa: có; điện: chưa chắc; bàn ghế: có". */
export const placeReadyWords = (answers: PlaceAnswers): string =>
	placeAsked
		.map((name) => `${asks[name]()}: ${labelOf(readyOptions(), answers[name]).toLocaleLowerCase()}`)
		.join('; ');

const reasons: Record<string, () => string> = {
	no_room: m.booking_gathering_no_room,
	too_long: m.booking_gathering_too_long,
	outside_shift: m.booking_gathering_outside_shift,
	passed: m.booking_gathering_passed,
	broken: m.booking_gathering_no_room,
	bad_format: m.booking_paper_fault_time,
	required: m.booking_paper_fault_time
};

/** Sentences of hours that the team cannot keep; the rest as everywhere. */
export function gatheringFaultWords(field: string, code: string): string {
	if (field === 'from' && code in reasons) return reasons[code]!();
	if (field === 'to')
		return code === 'out_of_range' ? m.booking_gathering_ends() : reasons.required!();
	if (field === 'team_day') return m.booking_gathering_fault_day();
	if (field === 'place' || field === 'area') return m.booking_gathering_fault_place();
	if (field.startsWith('ready_')) return m.booking_ready_fault();
	return fieldWords(field, code);
}

const refusals: Record<string, () => string> = {
	gathering_full: m.problem_gathering_full,
	not_allowed: m.booking_gathering_add_promised,
	stale: m.booking_gathering_add_stale
};
/** Why somebody could not be added. */
export const addedWords = (code: string): string => (refusals[code] ?? m.problem_failed)();
