import type { DeskFloor } from '#contracts/sealing.ts';

/**
 * What this build knows of each unit's chain of desk lists, by unit: put in by vite.config.ts. A page that has this in it
 * refuses every list that does not follow from it, whatever a server says. Empty where nobody was asked.
 */
const floors = (import.meta.env?.UNIT_KEYS ?? {}) as Record<string, DeskFloor>;

export const floorOf = (unit: string): DeskFloor | null => floors[unit] ?? null;
