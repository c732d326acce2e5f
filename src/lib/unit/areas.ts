/** Which unit serves which of the old wards and communes. Pure: it works on the snapshot and on fresh data alike. */
import type { Area, PublicUnit, PublicUnits } from './unit.ts';

/** What a page has of the units: hamlets only where somebody chooses one. */
export type Served = Pick<PublicUnits, 'units' | 'areas'>;

/** Names in the order of the Vietnamese alphabet, with numbers by their size: "Tổ 2" before "Tổ 10". */
const byName = new Intl.Collator('vi', { numeric: true }).compare;

export const areaAt = (served: Served, code: string): Area | null =>
	served.areas.find((area) => area.code === code) ?? null;

export const unitAt = (served: Served, code: string): PublicUnit | null =>
	served.units.find((unit) => unit.code === code) ?? null;

/** The unit that serves an area; null for an area that this portal does not know. */
export function unitOf(served: Served, area: string): PublicUnit | null {
	const found = areaAt(served, area);
	return found && unitAt(served, found.unit);
}

export const areasOf = (served: Served, unit: string): Area[] =>
	served.areas.filter((area) => area.unit === unit).sort((a, b) => byName(a.name, b.name));

/** Every area, by name: whoever looks for a place knows no unit yet. */
export const everyArea = (served: Served): Area[] =>
	[...served.areas].sort((a, b) => byName(a.name, b.name));

/** Areas for a list to choose from, under the unit that serves them. */
export const areaOptions = (served: Served) =>
	served.units.flatMap((unit) =>
		areasOf(served, unit.code).map((area) => ({
			value: area.code,
			label: area.full_name,
			group: unit.police_name
		}))
	);
