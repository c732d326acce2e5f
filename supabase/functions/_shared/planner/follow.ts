import { earliest, isBetter, originOf, penalty, unchanged, type Rest } from './underway.ts';

/** A stop of a rest of the day, the shift that takes it, and when it begins. */
export type Entry = { stop: number; shift: number; start: number };
/** An order with its starts, what it costs in calls and travel, and when its last service ends. */
export type Way = { entries: Entry[]; cost: number; finish: number };

type State = {
	shift: number;
	place: number;
	time: number;
	cost: number;
	entry: Entry | null;
	before: State | null;
};

/** The best that can be made of one order: in which shift each stop is, and where waiting saves a call. */
export function follow(rest: Rest, order: readonly number[]): Way {
	const last = rest.shifts.length - 1;
	let states: State[] = [
		{ shift: 0, place: rest.count, time: rest.shifts[0]!.from, cost: 0, entry: null, before: null }
	];
	for (const stop of order) {
		// Whoever is in a shift may also go home first and begin the next one.
		for (let k = 0; k < last; k++) {
			for (const state of states.filter(({ shift }) => shift === k))
				states.push(turned(rest, state));
		}
		const next: State[] = [];
		for (const state of states) {
			const { shift, place, time, cost } = state;
			const way = rest.ways[place * rest.count + stop]!;
			const start = earliest(rest, shift, time + way, stop);
			if (start < 0) continue;
			for (const begin of [start, unchanged(rest, shift, start, stop)]) {
				if (begin < 0) continue;
				keep(next, {
					shift,
					place: stop,
					time: begin + rest.service[stop]!,
					cost: cost + way + penalty(rest, shift, begin, stop),
					entry: { stop, shift, start: begin },
					before: state
				});
			}
		}
		states = next;
	}
	let best: State | null = null;
	let end = { cost: Infinity, finish: Infinity };
	for (const state of states) {
		const home = rest.home[state.shift]![state.place]!;
		const found = { cost: state.cost + home, finish: state.time };
		if (!best || isBetter(found, end)) [best, end] = [state, found];
	}
	const entries: Entry[] = [];
	for (; best; best = best.before) if (best.entry) entries.unshift(best.entry);
	return { entries, ...end };
}

function turned(rest: Rest, state: State): State {
	const shift = state.shift + 1;
	const way = rest.home[state.shift]![state.place]!;
	return {
		shift,
		place: originOf(rest, shift),
		time: Math.max(rest.shifts[shift]!.from, state.time + way),
		cost: state.cost + way,
		entry: null,
		before: state.entry ? state : state.before
	};
}

/** Keeps a state unless another one of its shift is neither later nor dearer. */
function keep(states: State[], state: State): void {
	const isWorse = (a: State, b: State) =>
		a.shift === b.shift && a.time >= b.time && a.cost >= b.cost;
	if (states.some((other) => isWorse(state, other))) return;
	for (let i = states.length - 1; i >= 0; i--) if (isWorse(states[i]!, state)) states.splice(i, 1);
	states.push(state);
}
