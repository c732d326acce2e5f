import { deskFloor, type DeskFloor } from '#contracts/sealing.ts';
import type { PublicUnits } from './unit.ts';

/** By the unit's code; a unit without a floor takes no tips. */
export type Floors = Record<string, DeskFloor>;

/**
 * What this build knows of each unit's chain of desk lists, by unit: put in by vite.config.ts. A page that has this in it
 * refuses every list that does not follow from it, whatever a server says. Empty where nobody was asked.
 */
const floors = (import.meta.env?.UNIT_KEYS ?? {}) as Floors;

export const floorOf = (unit: string): DeskFloor | null => floors[unit] ?? null;

/**
 * The floors of a snapshot, or those of PUBLIC_UNIT_KEYS (JSON: unit code to floor), which stand above them. Read by
 * +page.server.ts alone.
 * @throws when a floor in PUBLIC_UNIT_KEYS is none: such a build would send nothing, or to anybody
 */
export function floorsOf(
	{ units }: Pick<PublicUnits, 'units'>,
	given: string | undefined = process.env.PUBLIC_UNIT_KEYS
): Floors {
	const found: Floors = {};
	for (const { code, desk } of units) if (desk) found[code] = desk;
	const over = given ? (JSON.parse(given) as Record<string, unknown>) : {};
	for (const [code, floor] of Object.entries(over)) found[code] = deskFloor.parse(floor);
	return found;
}
