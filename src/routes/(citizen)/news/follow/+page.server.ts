import { snapshot } from '#lib/unit/snapshot.ts';

/** What can be chosen: units and their areas, as the build knew them. The door refuses what is none any more. */
export const load = () => ({
	units: snapshot.units.units.map(({ code, police_name }) => ({ code, name: police_name })),
	areas: snapshot.units.areas.map(({ code, full_name, unit }) => ({ code, name: full_name, unit }))
});
