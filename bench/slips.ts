/** A day that slips, for Node and for the browser alike. */
import { WEEKEND_SHIFTS, WEEKEND_WINDOWS, seeded } from '../supabase/functions/_shared/planner/examples.ts';
import { replan, solve, type Timetable } from '../supabase/functions/_shared/planner/index.ts';
import { full } from './planner.ts';

/** Fourteen visits with their told times, the team up to two hours late and somewhere else: milliseconds of each planning. */
export function slips(count = 100): number[] {
	const random = seeded(14);
	const taken: number[] = [];
	for (let n = 0; n < count; n++) {
		const { day, places, travel } = full(14, WEEKEND_SHIFTS, WEEKEND_WINDOWS, 10, random);
		const { legs } = solve(day, travel) as Timetable;
		const told = new Map(legs.map(({ id, start }) => [id, start]));
		const stops = day.stops.map((stop) => ({ ...stop, planned: told.get(stop.id)! }));
		const at = places[Math.floor(random() * places.length)]!;
		const free = day.shifts[0]!.from + Math.floor(random() * 120);
		const from = performance.now();
		replan({ shifts: day.shifts, start: day.start, end: day.end, at, free, stops }, travel);
		taken.push(performance.now() - from);
	}
	return taken;
}
