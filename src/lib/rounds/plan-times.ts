/**
 * When a team is where, in the order in which its stops are laid, also when that order breaks something: then the times go
 * on, and each broken rule is named with its minutes. An order that keeps everything has the planner's own timetable.
 */
import { schedule, type TeamDay, type Travel } from '#shared/planner/index.ts';
import type { Ability } from './rounds.ts';

export type Break =
	/** Service begins so many minutes after the window. */
	| { kind: 'window'; minutes: number }
	/** Service ends so many minutes after the shift. */
	| { kind: 'shift'; minutes: number }
	/** The team is back so many minutes after the next shift has begun. */
	| { kind: 'home'; minutes: number }
	| { kind: 'unable'; missing: readonly Ability[] };

export type Timed = {
	id: string;
	travel: number;
	arrive: number;
	start: number;
	finish: number;
	/** Minutes by which all may be later from here on before something breaks. */
	slack: number;
	breaks: readonly Break[];
};

export type Times = {
	stops: readonly Timed[];
	travel: number;
	finish: number | null;
	back: number | null;
	/** How many rules are broken, and by how many minutes in all. */
	broken: number;
	strain: number;
};

type Driven = Omit<Timed, 'slack'> & { shift: number };

/** `day.stops` in the order that is asked about. */
export function timesOf(day: TeamDay, travel: Travel): Times {
	const order = day.stops.map(({ id }) => id);
	const kept = schedule(day, order, travel);
	const shifts = [...day.shifts].sort((a, b) => a.from - b.from);
	if ('late' in kept) return strained(day, shifts, travel);
	const legs = kept.legs.map((leg): Driven => {
		const shift = shifts.findIndex(({ from, to }) => from <= leg.start && leg.finish <= to);
		return { ...leg, shift, breaks: [] };
	});
	const { finish, back } = kept;
	return {
		stops: slack(day, shifts, legs, travel),
		travel: kept.travel,
		finish,
		back,
		broken: 0,
		strain: 0
	};
}

function strained(day: TeamDay, shifts: TeamDay['shifts'], travel: Travel): Times {
	const legs: Driven[] = [];
	let shift = 0;
	let at = day.start;
	let free = shifts[0]?.from ?? 0;
	let ways = 0;
	for (const stop of day.stops) {
		const fits = (from: number, place: string, in_: number) => {
			const begin = Math.max(from + travel(place, stop.place), stop.window.from);
			return begin <= stop.window.to && begin + stop.service <= (shifts[in_]?.to ?? 0);
		};
		const home = travel(at, day.start);
		const opens = (k: number) => Math.max(shifts[k]!.from, k === shift + 1 ? free + home : 0);
		const later = shifts.findIndex(
			(one, k) => k > shift && (fits(opens(k), day.start, k) || stop.window.from >= one.from)
		);
		let late = 0;
		if (!fits(free, at, shift) && later > 0) {
			// The team eats at home; a stop that no longer waits for it opens the next shift.
			late = legs.at(-1)?.shift === shift ? Math.max(0, free + home - shifts[later]!.from) : 0;
			if (legs.length > 0) ways += home;
			free = opens(later);
			at = day.start;
			shift = later;
		}
		const way = travel(at, stop.place);
		const start = Math.max(free + way, stop.window.from);
		const finish = start + stop.service;
		const breaks: Break[] = [];
		if (start > stop.window.to) breaks.push({ kind: 'window', minutes: start - stop.window.to });
		const over = finish - (shifts[shift]?.to ?? 0);
		if (over > 0) breaks.push({ kind: 'shift', minutes: over });
		if (late > 0) breaks.push({ kind: 'home', minutes: late });
		const missing = (stop.requires ?? []).filter((one) => !(day.abilities ?? []).includes(one));
		if (missing.length > 0) breaks.push({ kind: 'unable', missing: missing as Ability[] });
		legs.push({ id: stop.id, travel: way, arrive: free + way, start, finish, shift, breaks });
		ways += way;
		free = finish;
		at = stop.place;
	}
	const home = legs.length > 0 ? travel(at, day.end) : 0;
	const broken = legs.flatMap(({ breaks }) => breaks);
	return {
		stops: slack(day, shifts, legs, travel),
		travel: ways + home,
		finish: legs.at(-1)?.finish ?? null,
		back: legs.length > 0 ? free + home : null,
		broken: broken.length,
		strain: broken.reduce((sum, one) => sum + ('minutes' in one ? one.minutes : 0), 0)
	};
}

/** From the end of each shift backwards: the latest that each service may begin. */
function slack(
	day: TeamDay,
	shifts: TeamDay['shifts'],
	legs: readonly Driven[],
	travel: Travel
): Timed[] {
	const timed: Timed[] = [];
	let next = null as { shift: number; latest: number; way: number } | null;
	for (let at = legs.length - 1; at >= 0; at--) {
		const { shift, ...leg } = legs[at]!;
		const { window, service, place } = day.stops.find(({ id }) => id === leg.id)!;
		let latest = Math.min(window.to, (shifts[shift]?.to ?? 0) - service);
		const after = shifts[shift + 1];
		if (next?.shift === shift) latest = Math.min(latest, next.latest - next.way - service);
		else if (after) latest = Math.min(latest, after.from - travel(place, day.start) - service);
		next = { shift, latest, way: leg.travel };
		timed.unshift({ ...leg, slack: Math.max(0, latest - leg.start) });
	}
	return timed;
}
