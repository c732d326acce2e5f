import { floorOf } from '#lib/unit/floors.ts';
import { snapshot } from '#lib/unit/snapshot.ts';

/** Of every unit that has one: a tip may have been moved between them. */
export const load = () => ({
	floors: Object.fromEntries(
		snapshot.units.units.flatMap(({ code }) => {
			const floor = floorOf(code);
			return floor ? [[code, floor]] : [];
		})
	)
});
