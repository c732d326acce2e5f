import { allFloors } from '#lib/unit/floors.ts';

/** Of every unit that has one: a tip may have been moved between them. */
export const load = () => ({ floors: allFloors() });
