import { EXACT_STOPS } from './exact.ts';
import { driven, withOneMore, type Driven } from './drive.ts';
import type { Entry } from './follow.ts';
import { bestWay, improvedWay } from './reorder.ts';
import { NEVER, minutesBetween, type Leg, type Travel } from './shapes.ts';
import { DAY, restOf, type Underway } from './underway.ts';

/**
 * The rest of a day that slips. `late`: the promise is broken, since it begins after its window or ends after its shift;
 * it is visited all the same. `changed`: it begins at another time than was told. `call` names whom to call, the broken
 * promises first, then the changed times, each in the order in which they wait for the team. `skipped`: nobody goes there
 * today: cards that fit nowhere, and places that no road leads to any more. `back` is null where no road leads home.
 */
export type Replan = {
	legs: (Leg & { late: boolean; changed: boolean })[];
	call: string[];
	skipped: string[];
	finish: number | null;
	back: number | null;
	travel: number;
};

/** By so many minutes a visit may begin at another time than was told before somebody has to call. */
export const TOLERANCE = 15;

/**
 * Orders what is left of a team's day again: fewest broken promises, then fewest changed times, then the earliest finish,
 * then the least travel; exact up to 14 stops with a window. Work may run over the end of a shift, into the break too; the
 * next shift begins when the team has been home. Cards come last: each where the detour is least and nobody has to be
 * called because of it, else it is skipped.
 */
export function replan(
	underway: Underway,
	travel: Travel,
	{ tolerance = TOLERANCE }: { tolerance?: number } = {}
): Replan {
	const isReached = reachable(underway, travel);
	const stops = underway.stops.filter(isReached);
	const promised = stops.filter(({ window }) => window !== undefined);
	const cards = stops.filter(({ window }) => window === undefined);
	const alone = restOf(underway, promised, travel, tolerance);
	const known = improvedWay(alone);
	const best = promised.length > EXACT_STOPS ? known : bestWay(alone, known);

	const all = [...promised, ...cards];
	const rest = restOf(underway, all, travel, tolerance);
	// After midnight nobody is visited: what could only be reached by a road that is closed now.
	const afterMidnight = best.entries.findIndex(({ start }) => start >= DAY);
	let entries = afterMidnight < 0 ? best.entries : best.entries.slice(0, afterMidnight);
	let day = driven(rest, entries);
	const open = new Set(cards.keys());
	while (open.size > 0) {
		let least: Driven | null = null;
		let chosen = -1;
		for (const card of open) {
			const found = withOneMore(rest, entries, promised.length + card);
			if (!found || (least && found.travel >= least.travel)) continue;
			[least, chosen] = [found, card];
		}
		if (!least) break;
		open.delete(chosen);
		day = least;
		entries = least.legs.map(({ stop, shift, start }): Entry => ({ stop, shift, start }));
	}

	const legs = day.legs.map(({ stop, shift: _, ...leg }) => ({ id: all[stop]!.id, ...leg }));
	const visited = new Set(legs.map(({ id }) => id));
	const skipped = underway.stops.filter(({ id }) => !visited.has(id));
	return {
		legs,
		call: callsOf(underway, legs, skipped),
		skipped: skipped.map(({ id }) => id),
		finish: day.finish,
		back: day.back,
		travel: day.travel
	};
}

/** Whether some road leads to a stop, from where the team is, from its start place or from another stop. */
function reachable({ at, start, stops }: Underway, travel: Travel) {
	return (stop: Underway['stops'][number]): boolean =>
		[at, start, ...stops.flatMap(({ id, place }) => (id === stop.id ? [] : [place]))].some(
			(place) => minutesBetween(travel, place, stop.place) < DAY
		);
}

function callsOf({ stops }: Underway, legs: Replan['legs'], skipped: Underway['stops']): string[] {
	const byId = new Map(legs.map((leg) => [leg.id, leg]));
	// Whoever expects the team soonest is called first.
	const soonest = [...stops].sort(
		(a, b) => (a.planned ?? a.window?.from ?? NEVER) - (b.planned ?? b.window?.from ?? NEVER)
	);
	// A card without a told time disappoints nobody who waits.
	const isMissed = (stop: Underway['stops'][number]): boolean =>
		(byId.get(stop.id)?.late ?? false) ||
		(skipped.includes(stop) && (stop.window !== undefined || stop.planned !== null));
	const missed = soonest.filter(isMissed);
	const changed = soonest.filter((stop) => byId.get(stop.id)?.changed && !missed.includes(stop));
	return [...missed, ...changed].map(({ id }) => id);
}
