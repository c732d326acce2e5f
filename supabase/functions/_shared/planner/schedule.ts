import {
	able,
	minutesBetween,
	shiftsOf,
	type Leg,
	type Stop,
	type TeamDay,
	type Timetable,
	type Travel
} from './shapes.ts';

/** The best way to have done the first stops of an order by the end of a shift. */
type Reached = { travel: number; finish: number | null; back: number | null; cut: number };

const better = (a: Reached, b: Reached | undefined): boolean =>
	!b || a.travel < b.travel || (a.travel === b.travel && (a.finish ?? 0) < (b.finish ?? 0));

/**
 * The timetable of a given order: each service begins as early as its window and shift allow. Which stop opens the next
 * shift is chosen so that travel is least, then the end earliest. When some promise cannot be kept in this order the
 * answer names the first stop that cannot be reached. Throws RangeError for an id that is not of the day.
 */
export function schedule(
	day: TeamDay,
	order: readonly string[],
	travel: Travel
): Timetable | { late: string } {
	const byId = new Map(day.stops.map((stop) => [stop.id, stop]));
	const stops = order.map((id) => {
		const stop = byId.get(id);
		if (!stop) throw new RangeError('unknown_stop');
		return stop;
	});
	const n = stops.length;
	const shifts = shiftsOf(day);
	const rows: (Reached | undefined)[][] = [];
	let before: (Reached | undefined)[] = [{ travel: 0, finish: null, back: null, cut: 0 }];
	let furthest = 0;
	for (const shift of shifts) {
		const row: (Reached | undefined)[] = [];
		for (let i = 0; i <= n; i++) {
			const base = before[i];
			if (!base) continue;
			const stay = { ...base, cut: i };
			if (better(stay, row[i])) row[i] = stay;
			let ways = base.travel;
			for (const { at, leg } of drive(day, shift, stops, i, travel)) {
				ways += leg.travel;
				furthest = Math.max(furthest, at + 1);
				const way = minutesBetween(travel, stops[at]!.place, shift.home);
				const back = leg.finish + way;
				const here = { travel: ways + way, finish: leg.finish, back, cut: i };
				if (back <= shift.backBy && better(here, row[at + 1])) row[at + 1] = here;
			}
		}
		rows.push(row);
		before = row;
	}
	const last = before[n];
	if (!last) return { late: stops[Math.min(furthest, n - 1)]!.id };
	const legs: Leg[] = [];
	for (let k = shifts.length - 1, end = n; k >= 0; k--) {
		const { cut } = rows[k]![end]!;
		const part: Leg[] = [];
		for (const { at, leg } of drive(day, shifts[k]!, stops, cut, travel)) {
			if (at >= end) break;
			part.push(leg);
		}
		legs.unshift(...part);
		end = cut;
	}
	return { legs, travel: last.travel, finish: last.finish, back: last.back };
}

/** The legs of one shift, from the stop at `first` on, as long as each can be kept. */
function* drive(
	day: TeamDay,
	shift: { from: number; to: number },
	stops: readonly Stop[],
	first: number,
	travel: Travel
): Generator<{ at: number; leg: Leg }> {
	let depart = shift.from;
	let place = day.start;
	for (let at = first; at < stops.length; at++) {
		const stop = stops[at]!;
		const way = minutesBetween(travel, place, stop.place);
		const arrive = depart + way;
		const begin = Math.max(arrive, stop.window.from);
		const finish = begin + stop.service;
		if (begin > stop.window.to || finish > shift.to || !able(day, stop)) return;
		yield { at, leg: { id: stop.id, travel: way, depart, arrive, start: begin, finish } };
		depart = finish;
		place = stop.place;
	}
}
