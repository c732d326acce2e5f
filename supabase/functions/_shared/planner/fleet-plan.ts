import { EXACT_STOPS } from './exact.ts';
import type { Posed } from './fleet-field.ts';
import type { Fleet, FleetPlan, FleetVisit } from './fleet.ts';
import { alone, solve, timetable } from './plan.ts';
import type { Routes } from './routes.ts';
import type { Reason, Stop, TeamDay, Timetable, Travel } from './shapes.ts';

/** Routes told as days, each brought into its best order where that can be found exactly. */
export function plannedFleet(
	{ days, unplaced }: Fleet,
	posed: Posed,
	best: Routes,
	travelOn: (day: string) => Travel
): Omit<FleetPlan, 'iterations' | 'cut'> {
	const { asked } = posed;
	const lost = new Set(asked.flatMap(({ stop }, i) => (best.routeOf[i]! < 0 ? [stop.id] : [])));
	const placed: FleetPlan['placed'] = [];
	const left: FleetPlan['left'] = [];
	const planned = days.map((day) => {
		const travel = travelOn(day.day);
		const served = servedBy(day, posed, best);
		const plan = bestPlan({ ...day, stops: served.map(({ stop }) => stop) }, travel);
		const stops = plan.legs.map(({ id }) => {
			const { stop, isNew } = served.find((one) => one.stop.id === id)!;
			if (isNew) placed.push({ id, day: day.id, window: stop.window });
			return stop;
		});
		for (const stop of day.stops) {
			if (!lost.has(stop.id)) continue;
			stops.push(stop);
			const empty = { ...day, stops: [] };
			left.push({ id: stop.id, reason: alone(empty, stop, stop.window, travel) ?? 'broken' });
		}
		return { id: day.id, stops, plan };
	});
	for (const visit of unplaced) {
		if (lost.has(visit.id)) left.push({ id: visit.id, reason: refused(days, visit, travelOn) });
	}
	return {
		days: planned,
		placed,
		left,
		kept: days.reduce((sum, { stops }) => sum + stops.length, 0) - best.lost,
		travel: planned.reduce((sum, { plan }) => sum + plan.travel, 0),
		finish: planned.reduce<number | null>(
			(last, { plan: { finish } }) => (finish === null ? last : Math.max(last ?? finish, finish)),
			null
		)
	};
}

/** The stops of a team-day in the order of its routes, with the windows that they have there. */
function servedBy(
	day: TeamDay,
	{ field, asked, teams }: Posed,
	best: Routes
): { stop: Stop; isNew: boolean }[] {
	return field.routes.flatMap(({ choices }, route) =>
		teams[route] !== day
			? []
			: best.order(route).map((i) => {
					const { stop, own, windows } = asked[i]!;
					const { window } = windows[choices[i]![best.choiceOf[i]!]!.window]!;
					return { stop: { ...stop, window }, isNew: own === null };
				})
	);
}

/** The day in this order, or in a better one that the exact planner finds. */
function bestPlan(day: TeamDay, travel: Travel): Timetable {
	const order = day.stops.map(({ id }) => id);
	const found = timetable(day, order, travel);
	if (day.stops.length > EXACT_STOPS) return found;
	const exact = solve(day, travel);
	if ('reason' in exact || exact.travel > found.travel) return found;
	return exact.travel < found.travel || (exact.finish ?? 0) < (found.finish ?? 0) ? exact : found;
}

/** Why a visit has no place: the best that any of its windows came to. */
function refused(
	days: readonly TeamDay[],
	visit: FleetVisit,
	travelOn: (day: string) => Travel
): Reason {
	const reasons = visit.windows.flatMap((one): Reason[] => {
		const day = days.find(({ id }) => id === one.day);
		if (!day) return [];
		const empty = { ...day, stops: [] };
		return [alone(empty, visit, one.window, travelOn(day.day)) ?? 'no_room'];
	});
	const nearest: Reason[] = ['no_room', 'too_long', 'outside_shift', 'unable'];
	return nearest.find((reason) => reasons.includes(reason)) ?? 'outside_shift';
}
