import type { DeskFloor } from '#contracts/sealing.ts';

/** By the unit's code; a unit without a floor takes no tips. */
export type Floors = Record<string, DeskFloor>;

/**
 * What this build knows of each unit's chain of desk lists, by unit: put in by vite.config.ts. A page that has this in it
 * refuses every list that does not follow from it, whatever a server says. Empty where nobody was asked.
 */
const floors = (import.meta.env?.UNIT_KEYS ?? {}) as Floors;

export const floorOf = (unit: string): DeskFloor | null => floors[unit] ?? null;

/** Those of all units, for a page that does not know beforehand whose list it will be given: `load` of +page.server.ts. */
export const allFloors = (): Floors => floors;
