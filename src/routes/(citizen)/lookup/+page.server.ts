import { allFloors } from '#lib/unit/floors.ts';
import { snapshot } from '#lib/unit/snapshot.ts';

export const load = () => ({
	/** Of every unit that has one: a tip may have been moved between them. */
	floors: allFloors(),
	/** What the build knew of postponed days; the other days are not shown here. */
	days: snapshot.days && { ...snapshot.days, days: [] }
});
