/**
 * What this build knows of each unit's chain of desk lists (TIPS.md §3). It stands in the built page and is never
 * asked of the server again: a server that could change it could read along.
 * Read by +page.server.ts alone.
 */
import { deskFloor, type DeskFloor } from '#contracts/sealing.ts';
import type { PublicUnits } from './unit.ts';

/** By the unit's code; a unit without a floor takes no tips. */
export type Floors = Record<string, DeskFloor>;

/**
 * The floors of a snapshot, or those of PUBLIC_UNIT_KEYS (JSON: unit code to floor), which stand above them.
 * @throws when a floor in PUBLIC_UNIT_KEYS is none: such a build would send nothing, or to anybody
 */
export function floorsOf(
	{ units }: Pick<PublicUnits, 'units'>,
	given: string | undefined = process.env.PUBLIC_UNIT_KEYS
): Floors {
	const floors: Floors = {};
	for (const { code, desk } of units) if (desk) floors[code] = desk;
	const over = given ? (JSON.parse(given) as Record<string, unknown>) : {};
	for (const [code, floor] of Object.entries(over)) floors[code] = deskFloor.parse(floor);
	return floors;
}
