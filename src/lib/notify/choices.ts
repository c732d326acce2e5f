import type { Wish } from './follow-notify.ts';

/** What can be chosen, as the page knows it from the build. */
export type Choices = {
	units: { code: string; name: string }[];
	areas: { code: string; name: string; unit: string }[];
	categories: { value: Wish['categories'][number]; label: string }[];
	lang: Wish['lang'];
};
export type Wished = Wish;

/** Names of what a follow has as codes; a place that is none any more has none. */
export const named = (codes: readonly string[], of: Choices['areas']): string =>
	codes.map((code) => of.find((area) => area.code === code)?.name ?? code).join(', ');

/** The places that make a difference: where a unit serves one, choosing it would change nothing. */
export function areasOf({ areas }: Choices, unit: string): Choices['areas'] {
	const own = areas.filter((area) => area.unit === unit);
	return own.length > 1 ? own : [];
}
