import { snapshot } from '#lib/unit/snapshot.ts';

export const load = () => ({ units: snapshot.units });
