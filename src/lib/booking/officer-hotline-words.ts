import { m } from '#lib/paraglide/messages';
import { ageOn } from '#shared/days/index.ts';
import { birthOf, type PersonTyped } from './answers.ts';
import type { DeskChannel } from './officer-booking.ts';
import { digitOf } from './officer-hotline-keys.ts';
import { hamletOptions, type Places } from './places.ts';
import { officerFaultWords } from './officer-words.ts';
import { birthWords, needOptions, relationOptions } from './words.ts';

export const channelOptions = (): { value: DeskChannel; label: string }[] => [
	{ value: 'hotline', label: m.booking_hotline_by_phone() },
	{ value: 'walk_in', label: m.booking_hotline_walk_in() },
	{ value: 'paper', label: m.booking_hotline_paper() },
	{ value: 'ward', label: m.booking_hotline_ward() }
];

type Option = { value: string; label: string };
const numbered = <One extends Option>(options: readonly One[]) =>
	options.map((option, index) => ({ ...option, label: digitOf(index) + option.label }));

/** What the caller is to the person, or the person themselves: one question instead of two. */
export const relationsByDigit = () =>
	numbered([
		{ value: 'self', label: m.booking_hotline_self() },
		...relationOptions('relative'),
		...relationOptions('other')
	]);

export const needsByDigit = () =>
	numbered(
		needOptions().map(({ value, label, ...rest }) => ({
			value,
			label,
			...('alone' in rest ? { alone: rest.alone } : {})
		}))
	);

/** Every hamlet with its area, then the areas themselves, for a caller who names no hamlet. */
export function placesByName(places: Places): Option[] {
	const hamlets = places.areas.flatMap(({ value, label }) =>
		hamletOptions(places, value).map((hamlet) => ({
			value: `${value} ${hamlet.value}`,
			label: `${hamlet.label}, ${label}`
		}))
	);
	const areas = places.areas.map(({ value, label }) => ({
		value: `${value} `,
		label: m.booking_hotline_area_alone({ area: label })
	}));
	return [...hamlets, ...areas];
}

/** What was understood of a line, so that it is read back at once: "Nguyễn Thị Lụa, sinh năm 1941, 85 tuổi". */
export function understood({ name, birth }: PersonTyped, today: string): string | undefined {
	if (!name || birth.year.length !== 4) return undefined;
	const { most } = ageOn(birthOf(birth), today);
	return m.booking_hotline_understood({ name, born: birthWords(birth), age: most });
}

/** Two names and one place are asked for on this page: a list of what is missing says which. */
export function hotlineFaultWords(field: string, code: string): string {
	if (code === 'required') {
		if (field.endsWith('contact.name')) return m.booking_hotline_fault_caller();
		if (/people\.\d+\.name$/.test(field)) return m.booking_hotline_fault_person();
		if (field.endsWith('area')) return m.booking_hotline_fault_place();
	}
	return officerFaultWords(field, code);
}
