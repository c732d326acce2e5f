import { floorsOf } from '#lib/unit/floors.ts';
import { snapshot } from '#lib/unit/snapshot.ts';

export const load = () => ({
	units: { ...snapshot.units, hamlets: [] },
	floors: floorsOf(snapshot.units)
});
