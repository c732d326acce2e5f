import type { Travel } from './shapes.ts';
import type { Underway } from './underway.ts';

/** Broken promises, changed times, end of the last service, travel with the way home: compared in this order. */
export type End = [late: number, changed: number, finish: number, travel: number];

/**
 * Every order of what is left of a day, every shift for each stop and every minute that a team may wait for somebody who was
 * told one, tried one by one. Written without the planner's code.
 */
export function tryEveryWay(underway: Underway, travel: Travel, tolerance: number): End | null {
	const { stops, start, end, at, free } = underway;
	const shifts = [...underway.shifts].sort((a, b) => a.from - b.from);
	const first = Math.max(0, shifts.filter(({ from }) => from <= free).length - 1);
	let best: End | null = null;
	const consider = (found: End): void => {
		const differs = best && found.findIndex((value, i) => value !== best![i]);
		if (!best || (differs! >= 0 && found[differs!]! < best[differs!]!)) best = found;
	};
	const visit = (
		left: Underway['stops'],
		k: number,
		place: string,
		isOut: boolean,
		time: number,
		[late, changed, finish, ways]: End
	): void => {
		const isLast = k === shifts.length - 1;
		const home = isLast ? end : start;
		const back = isOut && !(place === at && left.length === stops.length && at === home);
		const wayHome = back ? travel(place, home) : 0;
		if (left.length === 0) consider([late, changed, finish, ways + wayHome]);
		else if (!isLast) {
			const begin = Math.max(shifts[k + 1]!.from, time + wayHome);
			visit(left, k + 1, start, false, begin, [late, changed, finish, ways + wayHome]);
		}
		for (const stop of left) {
			const window = stop.window!;
			const arrive = time + travel(place, stop.place);
			const soon = Math.max(arrive, window.from);
			const told = stop.planned ?? soon;
			for (const begin of new Set([soon, Math.max(soon, told - tolerance), Math.max(soon, told)])) {
				if (!isLast && begin >= shifts[k + 1]!.from) continue;
				const done = begin + stop.service;
				const isLate = begin > window.to || done > shifts[k]!.to;
				const isChanged = Math.abs(begin - told) > tolerance;
				visit(
					left.filter((other) => other !== stop),
					k,
					stop.place,
					true,
					done,
					[late + Number(isLate), changed + Number(isChanged), done, ways + arrive - time]
				);
			}
		}
	};
	visit(stops, first, at, true, Math.max(free, shifts[first]!.from), [0, 0, 0, 0]);
	return best;
}
