import { readNumber } from '#lib/platform/typed.ts';
import type { Settings } from './lead-unit.ts';

/** The settings that are one number each, as the form types them. */
export const numbers = [
	'lead_hours',
	'horizon_days',
	'hold_minutes',
	'release_hours',
	'first_choice_hours',
	'offer_hours',
	'wait_limit_days',
	'readiness_hour',
	'readiness_call_hour',
	'estimate_hour',
	'first_person_minutes',
	'next_person_minutes',
	'speed_kmh',
	'road_factor',
	'erase_sensitive_days',
	'erase_contact_days'
] as const satisfies (keyof Settings)[];
export type NumberName = (typeof numbers)[number];
export type TypedNumbers = Partial<Record<NumberName, string>>;

/** A decimal point as the reader writes it. */
const written = (value: number, comma: boolean) =>
	comma ? String(value).replace('.', ',') : String(value);

export const typedNumbers = (
	settings: Settings,
	names: readonly NumberName[],
	comma: boolean
): TypedNumbers => Object.fromEntries(names.map((name) => [name, written(settings[name], comma)]));

export const typedNeeds = (settings: Settings): Record<string, string> =>
	Object.fromEntries(
		Object.entries(settings.need_minutes).map(([need, minutes]) => [need, String(minutes)])
	);

/** Minutes by need; an empty line adds nothing and is left out. */
export const readNeeds = (typed: Record<string, string>): Record<string, number> =>
	Object.fromEntries(
		Object.entries(typed)
			.filter(([, minutes]) => minutes.trim() !== '')
			.map(([need, minutes]) => [need, readNumber(minutes)])
	);

/** What was typed as numbers; NaN stays for the contract to refuse at its field. */
export const readNumbers = (typed: TypedNumbers): Partial<Settings> =>
	Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, readNumber(text)]));
