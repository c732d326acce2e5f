import { floorOf } from '#lib/unit/floors.ts';
import { snapshot } from '#lib/unit/snapshot.ts';

export const load = () => ({
	units: snapshot.units.units.map(({ code, police_name }) => ({
		code,
		police_name,
		floor: floorOf(code)
	}))
});
