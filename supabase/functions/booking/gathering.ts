import { insert, type Reason } from '../_shared/planner/index.ts';
import { travelBetween, travelOn } from '../_shared/travel/index.ts';
import { planOf, teamDayOf } from './plan.ts';
import type { OpenDay, Plan, Snapshot } from './snapshot.ts';

export type Stay = { id: string; area: string; from: number; to: number };

/**
 * The day with a gathering in it, every promise kept: the team is there when it begins and stays until it ends, so it is one
 * stop whose service begins at its minute and nowhere else. Or why it cannot be.
 */
export function stayIn(
	snapshot: Snapshot,
	day: OpenDay,
	{ id, area, from, to }: Stay
): Plan | { reason: Reason } {
	if (snapshot.place === null || day.off_areas?.includes(area)) return { reason: 'no_room' };
	const travel = travelOn(day.day, travelBetween(snapshot), snapshot.closed ?? []);
	const stop = { id, place: snapshot.place, service: to - from };
	const [found] = insert(teamDayOf(day), stop, [{ from, to: from }], travel);
	if (!found || !('plan' in found)) return { reason: found?.reason ?? 'no_room' };
	return planOf(day, found.plan, { subject: id, from, to: from, service: stop.service });
}
