import type { Entry } from './follow.ts';
import type { Leg } from './shapes.ts';
import { DAY, isChanged, isLate, originOf, type Rest } from './underway.ts';

/** A way with its stops by number, driven: when the team leaves, arrives, begins and ends. */
export type Driven = {
	legs: (Omit<Leg, 'id'> & { stop: number; shift: number; late: boolean; changed: boolean })[];
	travel: number;
	finish: number | null;
	back: number | null;
};

/** Drives an order; nothing begins before its entry says so, and later where the team is not there by then. */
export function driven(rest: Rest, entries: readonly Entry[]): Driven {
	const legs: Driven['legs'] = [];
	let travel = 0;
	let shift = 0;
	let place = originOf(rest, 0);
	let free = rest.shifts[0]!.from;
	for (const entry of entries) {
		const { stop } = entry;
		for (; shift < entry.shift; shift++) {
			const way = rest.home[shift]![place]!;
			travel += way;
			free = Math.max(rest.shifts[shift + 1]!.from, free + way);
			place = originOf(rest, shift + 1);
		}
		const way = rest.ways[place * rest.count + stop]!;
		const arrive = free + way;
		const start = Math.max(arrive, entry.start, rest.from[stop]!);
		const finish = start + rest.service[stop]!;
		legs.push({
			...{ stop, shift, travel: way, depart: free, arrive, start, finish },
			late: isLate(rest, shift, start, stop),
			changed: isChanged(rest, start, stop)
		});
		travel += way;
		free = finish;
		place = stop;
	}
	const home = rest.home[shift]![place]!;
	const isBack = home < DAY;
	return {
		legs,
		travel: isBack ? travel + home : travel,
		finish: legs.length > 0 ? free : null,
		back: isBack ? free + home : null
	};
}

/**
 * The way with one stop more, where the detour is least and nobody has to be called because of it: no promise is broken, no
 * told time changes, and it ends within the shift. Null where there is no such place.
 */
export function withOneMore(rest: Rest, entries: readonly Entry[], stop: number): Driven | null {
	const before = driven(rest, entries).legs;
	let best: Driven | null = null;
	for (let at = 0; at <= entries.length; at++) {
		const first = entries[at - 1]?.shift ?? 0;
		const last = entries[at]?.shift ?? rest.shifts.length - 1;
		for (let shift = first; shift <= last; shift++) {
			const entry = { stop, shift, start: 0 };
			const found = driven(rest, [...entries.slice(0, at), entry, ...entries.slice(at)]);
			const isKept = found.legs.every((leg, i) => {
				if (leg.start >= rest.shifts[leg.shift]!.next) return false;
				if (i === at) return !leg.late;
				const was = before[i < at ? i : i - 1]!;
				return (
					leg.late <= was.late &&
					leg.changed <= was.changed &&
					(!leg.late || leg.start <= was.start)
				);
			});
			if (isKept && found.back !== null && (!best || found.travel < best.travel)) best = found;
		}
	}
	return best;
}
