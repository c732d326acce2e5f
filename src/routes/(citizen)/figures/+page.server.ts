import { snapshot } from '#lib/unit/snapshot.ts';

/** Which units there are; their figures are asked for when the page stands. */
export const load = () => ({
	units: snapshot.units.units.map(({ code, police_name }) => ({ code, police_name }))
});
