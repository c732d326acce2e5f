import { presentPlan } from './fleet-field.ts';
import { optimise, type Fleet, type FleetPlan } from './fleet.ts';
import { blockersOf, insert, withStop, type NewStop, type Offer } from './plan.ts';
import { replan } from './replan.ts';
import type { Reason, Stop, TeamDay, Travel, Window } from './shapes.ts';

/** What a window of a team-day costs somebody, or why it cannot be had and whose promises stand in the way. */
export type Cost = {
	day: string;
	window: Window;
	detour?: number;
	reason?: Reason;
	blockers?: string[];
};

/**
 * Explains a stop: for a visit without a window every window that it could have, for a promise its own window on every
 * team-day of the date, its own included, the stop taken out of where it stands. Throws RangeError for an unknown id.
 */
export function why(fleet: Fleet, id: string, travelOn: (day: string) => Travel): Cost[] {
	const { stop, pinnedTo, rest, windows } = taken(fleet, id);
	return rest.flatMap((day) => {
		const asked = windows.flatMap((one) => (one.day === day.id ? [one.window] : []));
		if (pinnedTo && pinnedTo !== day.id) {
			return asked.map((window): Cost => ({ day: day.id, window, reason: 'pinned' }));
		}
		const travel = travelOn(day.day);
		const answers = insert(day, stop, asked, travel);
		const full = answers.filter((one) => 'reason' in one && one.reason === 'no_room');
		const windowsFull = full.map(({ window }) => window);
		const blockers = blockersOf(day, stop, windowsFull, travel);
		return answers.map((answer): Cost => {
			const { window } = answer;
			if ('plan' in answer) return { day: day.id, window, detour: answer.detour };
			const { reason } = answer;
			return { day: day.id, window, reason, blockers: blockers[full.indexOf(answer)] ?? [] };
		});
	});
}

/** Days that a move changes, or why it cannot be: `broken` are those whose promise would not be kept. */
export type Moved = { days: FleetPlan['days'] } | { reason: Reason; broken: string[] };

/**
 * What a drag does: takes a stop from its day, or a visit that has none, and puts it where it costs least into another one;
 * a promise keeps its window and its date. Throws RangeError for an unknown id or day.
 */
export function moved(
	fleet: Fleet,
	id: string,
	toDay: string,
	travelOn: (day: string) => Travel
): Moved {
	const { stop, own, pinnedTo, rest, windows } = taken(fleet, id);
	const to = rest.find((day) => day.id === toDay);
	if (!to) throw new RangeError('unknown_day');
	if (pinnedTo && pinnedTo !== toDay) return { reason: 'pinned', broken: [id] };
	if (own && own.day !== to.day) return { reason: 'other_day', broken: [id] };
	const asked = windows.flatMap((one) => (one.day === toDay ? [one.window] : []));
	const travel = travelOn(to.day);
	const answers = insert(to, stop, asked, travel);
	const offers = answers.filter((one): one is Offer => 'plan' in one);
	const [best] = offers.sort((a, b) => a.detour - b.detour);
	if (!best) return refusal(to, stop, answers as Refusal[], travel);
	const then = withStop(to, stop, best.window);
	const byId = new Map(then.stops.map((one) => [one.id, one]));
	const days = [
		{ id: to.id, stops: best.plan.legs.map((leg) => byId.get(leg.id)!), plan: best.plan }
	];
	if (own && own.id !== toDay)
		days.unshift(
			without(
				rest.find((day) => day.id === own.id)!,
				travelOn
			)
		);
	return { days };
}

type Refusal = { window: Window; reason: Reason };

/** The fleet without a stop, and the windows of each team-day that it may ask for. */
function taken(
	{ days, unplaced }: Fleet,
	id: string
): {
	stop: NewStop;
	own: TeamDay | null;
	pinnedTo: string | null;
	rest: TeamDay[];
	windows: readonly { day: string; window: Window }[];
} {
	const rest = days.map((day) => ({ ...day, stops: day.stops.filter((one) => one.id !== id) }));
	for (const own of days) {
		const found = own.stops.find((one) => one.id === id);
		if (!found) continue;
		const { window, ...stop } = found;
		const windows = days
			.filter(({ day }) => day === own.day)
			.map((day) => ({ day: day.id, window }));
		return { stop, own, pinnedTo: stop.pinned ? own.id : null, rest, windows };
	}
	const visit = unplaced.find((one) => one.id === id);
	if (!visit) throw new RangeError('unknown_stop');
	const { windows, ...stop } = visit;
	return { stop, own: null, pinnedTo: null, rest, windows };
}

/** The day after a stop has left it: as it was, or as far as it can be kept where it could not before either. */
function without(day: TeamDay, travelOn: (day: string) => Travel): FleetPlan['days'][number] {
	const plan = presentPlan(day, travelOn(day.day));
	if (!plan) return optimise({ days: [day], unplaced: [] }, travelOn, { seed: 1 }).days[0]!;
	const byId = new Map(day.stops.map((stop): [string, Stop] => [stop.id, stop]));
	return { id: day.id, stops: plan.legs.map((leg) => byId.get(leg.id)!), plan };
}

/** Why nobody can be put into a day: with too little room, those whose promises would break if it were done all the same. */
function refusal(day: TeamDay, stop: NewStop, refused: readonly Refusal[], travel: Travel): Moved {
	const [first] = [...refused].sort(
		(a, b) => Number(b.reason === 'no_room') - Number(a.reason === 'no_room')
	);
	if (!first) return { reason: 'outside_shift', broken: [stop.id] };
	const { reason, window } = first;
	const isAlone = reason !== 'no_room' && reason !== 'broken';
	if (isAlone) return { reason, broken: [stop.id] };
	const { shifts, start, end } = day;
	const stops = withStop(day, stop, window).stops.map((one) => ({ ...one, planned: null }));
	const free = Math.min(...shifts.map(({ from }) => from));
	const { call } = replan({ shifts, start, end, at: start, free, stops }, travel);
	return { reason, broken: call.length > 0 ? call : [stop.id] };
}
