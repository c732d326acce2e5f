import { NEVER, minutesBetween, shiftsOf, type Stop, type TeamDay, type Travel } from './shapes.ts';

/**
 * What is left of a team's day on its way: it stands at `at` and is free at `free`, the minute when the present visit ends.
 * `planned` is the start that somebody was told or the plan had; null where nobody was told any. A stop without a window is
 * a card to hand over, whenever it suits.
 */
export type Underway = Pick<TeamDay, 'shifts' | 'start' | 'end'> & {
	at: string;
	free: number;
	stops: (Omit<Stop, 'window'> & { window?: Stop['window']; planned: number | null })[];
};

/** A way as long as a day is none: who is reached after midnight is not reached. */
export const DAY = 1440;
/** One promise broken outweighs any number of changed times, and one changed time any travel. */
export const CALL_BITS = 18;
export const CHANGED = 1 << CALL_BITS;
export const LATE = CHANGED << 7;

/**
 * The rest of the day in numbers. Places are the stops, then `at`, then the place where shifts begin;
 * `ways[place * count + stop]`. The first shift is the one that is going on, whose work may go on into the break. A service
 * that begins after the next shift does is not its own; `next` says when that is.
 */
export type Rest = {
	count: number;
	tolerance: number;
	shifts: { from: number; to: number; next: number }[];
	from: Int32Array;
	to: Int32Array;
	service: Int32Array;
	/** −1 where nobody was told. */
	planned: Int32Array;
	ways: Int32Array;
	/** For each shift: the way home from each place. */
	home: Int32Array[];
};

export function restOf(
	underway: Underway,
	stops: Underway['stops'],
	travel: Travel,
	tolerance: number
): Rest {
	const { free, at, start } = underway;
	const known = shiftsOf({ ...underway, id: '', day: '', stops: [] });
	const begun = known.filter(({ from }) => from <= free).length;
	const left = known.slice(Math.max(0, begun - 1));
	// Where the day has no shift, whatever is left of it is late.
	if (left.length === 0) left.push({ from: free, to: free, home: underway.end, backBy: NEVER });
	const places = [...stops.map(({ place }) => place), at, start];
	const way = (a: string, b: string) => Math.min(DAY, minutesBetween(travel, a, b));
	const numbers = (of: (stop: Underway['stops'][number]) => number) => Int32Array.from(stops, of);
	return {
		count: stops.length,
		tolerance,
		shifts: left.map(({ from, to, backBy }, k) => ({
			from: k === 0 ? Math.max(free, from) : from,
			to,
			next: backBy
		})),
		from: numbers(({ window }) => window?.from ?? 0),
		to: numbers(({ window }) => window?.to ?? NEVER),
		service: numbers(({ service }) => service),
		planned: numbers(({ planned }) => planned ?? -1),
		ways: Int32Array.from(places.flatMap((a) => stops.map(({ place }) => way(a, place)))),
		home: left.map(({ home }) =>
			Int32Array.from(places, (place, p) =>
				// Whoever has not left is at home without a way.
				p >= stops.length && place === home ? 0 : way(place, home)
			)
		)
	};
}

/** The place where the first shift begins is `at`, later ones begin at the start. */
export function originOf({ count }: Rest, shift: number): number {
	return shift === 0 ? count : count + 1;
}

/** When a stop begins at the earliest in a shift for a team that arrives then; −1 when that is the next shift's affair. */
export function earliest(rest: Rest, shift: number, arrive: number, stop: number): number {
	const start = Math.max(arrive, rest.from[stop]!);
	return start < rest.shifts[shift]!.next ? start : -1;
}

/** The start that is just not called a change, where the team would be there before; −1 when there is none. */
export function unchanged(rest: Rest, shift: number, start: number, stop: number): number {
	const least = rest.planned[stop]! < 0 ? -1 : rest.planned[stop]! - rest.tolerance;
	return least > start && least < rest.shifts[shift]!.next ? least : -1;
}

export function isLate(rest: Rest, shift: number, start: number, stop: number): boolean {
	return start > rest.to[stop]! || start + rest.service[stop]! > rest.shifts[shift]!.to;
}

export function isChanged({ planned, tolerance }: Rest, start: number, stop: number): boolean {
	return planned[stop]! >= 0 && Math.abs(start - planned[stop]!) > tolerance;
}

/** What it costs that a stop begins then, travel not counted. */
export function penalty(rest: Rest, shift: number, start: number, stop: number): number {
	return (
		(isLate(rest, shift, start, stop) ? LATE : 0) + (isChanged(rest, start, stop) ? CHANGED : 0)
	);
}

/** Whether one end is better than another: fewer calls weigh first, then an earlier finish, then less travel. */
export function isBetter(a: { cost: number; finish: number }, b: { cost: number; finish: number }) {
	const calls = Math.floor(a.cost / CHANGED) - Math.floor(b.cost / CHANGED);
	if (calls !== 0) return calls < 0;
	return a.finish < b.finish || (a.finish === b.finish && a.cost < b.cost);
}
