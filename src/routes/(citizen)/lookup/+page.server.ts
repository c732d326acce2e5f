import { toldPostponed } from '#lib/booking/told-postponed.ts';
import { allFloors } from '#lib/unit/floors.ts';
import { snapshot } from '#lib/unit/snapshot.ts';

export const load = () => ({
	/** Of every unit that has one: a tip may have been moved between them. */
	floors: allFloors(),
	/** How old the facts are; of the days those that are postponed are shown here. */
	days: snapshot.days && { ...snapshot.days, days: [], postponed: [] },
	postponed: toldPostponed(snapshot.days)
});
