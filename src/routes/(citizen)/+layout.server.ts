import { snapshot } from '#lib/unit/snapshot.ts';

/** Whether the units shown are those of a demonstration: every page says so. */
export const load = () => ({ demo: snapshot.units.demo });
