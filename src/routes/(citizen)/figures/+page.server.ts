import { publicFigures } from '#contracts/queue-figures.ts';
import { snapshot } from '#lib/unit/snapshot.ts';

/** Which units there are, and the figures of the first one. */
export const load = () => ({
	units: snapshot.units.units.map(({ code, police_name }) => ({ code, police_name })),
	// What is not as the contract promises stops the build.
	built: snapshot.figures ? publicFigures.parse(snapshot.figures) : null,
	as_of: snapshot.units.as_of
});
