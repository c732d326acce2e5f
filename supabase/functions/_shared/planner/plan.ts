import { between } from './between.ts';
import { orderOf, posed, shared } from './exact.ts';
import { schedule } from './schedule.ts';
import { improved, present, squeezed } from './search.ts';
import {
	able,
	shiftsOf,
	startsIn,
	type Reason,
	type Stop,
	type TeamDay,
	type Timetable,
	type Travel,
	type Window
} from './shapes.ts';

/** A window that can be promised: how much longer the ways of the day become, and the day with the new stop in it. */
export type Offer = { window: Window; detour: number; plan: Timetable };
export type Insertion = Offer | { window: Window; reason: Reason };
/** What is asked for: a stop that has no window yet. */
export type NewStop = Omit<Stop, 'window'>;

/**
 * The best day there is for the promises already made: least travel, then the earliest finish. Exact while no shift has
 * more than 14 stops to choose from; beyond that the present order, improved.
 */
export function solve(day: TeamDay, travel: Travel): Timetable | { reason: 'broken' } {
	const problem = posed(day, travel);
	if (problem === null) return { reason: 'broken' };
	if (problem === 'large') {
		const found = present(day, travel);
		return found ? improved(day, found, travel) : { reason: 'broken' };
	}
	const { cost, pick } = shared(problem);
	const all = (1 << problem.free) - 1;
	if (cost[all] === Infinity) return { reason: 'broken' };
	const taken = pick(all);
	const order = problem.parts.flatMap((_, k) => orderOf(problem, k, taken[k]!));
	return timetable(
		day,
		order.map((i) => day.stops[i]!.id),
		travel
	);
}

/**
 * Prices a new stop in each window of one team-day, the promises already made kept in whatever order is best. The detour
 * is the least travel with the stop minus the least travel without it, exact while no shift has more than 14 promised
 * stops to choose from. Answers stand in the order of `windows`. The stop's id must be new to the day (RangeError).
 */
export function insert(
	day: TeamDay,
	stop: NewStop,
	windows: readonly Window[],
	travel: Travel
): Insertion[] {
	if (day.stops.some(({ id }) => id === stop.id)) throw new RangeError('known_stop');
	if (!able(day, stop)) return windows.map((window) => ({ window, reason: 'unable' }));
	const problem = posed(day, travel);
	if (problem === 'large') return insertLarge(day, stop, windows, travel);
	const without = problem ? shared(problem).cost[(1 << problem.free) - 1]! : Infinity;
	if (!problem || without === Infinity) {
		return windows.map((window) => ({
			window,
			reason: alone(day, stop, window, travel) ?? 'broken'
		}));
	}
	return between(day, problem, stop, windows, travel).map((found, w): Insertion => {
		const window = windows[w]!;
		if (!found) return { window, reason: alone(day, stop, window, travel) ?? 'no_room' };
		const order = found.order.map((i) => (i < 0 ? stop.id : day.stops[i]!.id));
		const plan = timetable(withStop(day, stop, window), order, travel);
		return { window, detour: plan.travel - without, plan };
	});
}

function insertLarge(
	day: TeamDay,
	stop: NewStop,
	windows: readonly Window[],
	travel: Travel
): Insertion[] {
	const now = present(day, travel);
	const best = now && improved(day, now, travel);
	return windows.map((window): Insertion => {
		const hopeless = alone(day, stop, window, travel);
		if (hopeless) return { window, reason: hopeless };
		if (!now || !best) return { window, reason: 'broken' };
		const wider = withStop(day, stop, window);
		const order = (plan: Timetable): string[] => plan.legs.map((leg) => leg.id);
		const plan =
			squeezed(wider, stop.id, order(best), travel) ?? squeezed(wider, stop.id, order(now), travel);
		if (!plan) return { window, reason: 'no_room' };
		return { window, detour: Math.max(0, plan.travel - best.travel), plan };
	});
}

/** The day with the stop promised in the window. */
export function withStop(day: TeamDay, stop: NewStop, window: Window): TeamDay {
	return { ...day, stops: [...day.stops, { ...stop, window }] };
}

/** Why not even an empty day could hold the stop; null when one could. */
export function alone(day: TeamDay, stop: NewStop, window: Window, travel: Travel): Reason | null {
	if (!able(day, stop)) return 'unable';
	const touched = day.shifts.some((shift) => window.from < shift.to && window.to >= shift.from);
	if (!touched) return 'outside_shift';
	const fits = shiftsOf(day).some((shift) => startsIn(shift, window, stop.service));
	const empty = withStop({ ...day, stops: [] }, stop, window);
	return fits && !('late' in schedule(empty, [stop.id], travel)) ? null : 'too_long';
}

/** The timetable of an order that is known to keep every promise. */
export function timetable(day: TeamDay, order: string[], travel: Travel): Timetable {
	const found = schedule(day, order, travel);
	if ('late' in found) throw new Error('planner_disagrees_with_itself');
	return found;
}

/**
 * Why a window has no place, for the officer who has to say it: the reason, and with `no_room` the promises each of which
 * alone, moved elsewhere, would make room. Null when there is room.
 */
export function explain(
	day: TeamDay,
	stop: NewStop,
	window: Window,
	travel: Travel
): { reason: Reason; blockers: string[] } | null {
	const [answer] = insert(day, stop, [window], travel);
	if (!answer || !('reason' in answer)) return null;
	if (answer.reason !== 'no_room') return { reason: answer.reason, blockers: [] };
	return { reason: 'no_room', blockers: blockersOf(day, stop, [window], travel)[0]! };
}

/** For each window the promises each of which alone, moved elsewhere, would make room in it. */
export function blockersOf(
	day: TeamDay,
	stop: NewStop,
	windows: readonly Window[],
	travel: Travel
): string[][] {
	const blockers = windows.map((): string[] => []);
	if (windows.length === 0) return blockers;
	for (const { id } of day.stops) {
		const without = { ...day, stops: day.stops.filter((other) => other.id !== id) };
		insert(without, stop, windows, travel).forEach((then, w) => {
			if ('plan' in then) blockers[w]!.push(id);
		});
	}
	return blockers;
}
