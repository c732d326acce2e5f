import type { Labels } from './labels.ts';
import { bestEnd, chain, endCost, grow, type Part } from './part.ts';
import { able, minutesBetween, shiftsOf, startsIn, type TeamDay, type Travel } from './shapes.ts';

/** The day as one problem a shift, tied together by the stops that more than one shift can take. */
export type Problem = {
	parts: Part[];
	labels: Labels[];
	/** For each shift: its stops as indices of the day's. */
	members: number[][];
	/** For each shift and each set of free stops: the shift's own set with them, −1 if it cannot take one of them. */
	sets: Int32Array[];
	/** For each shift and set of free stops: the label that ends it best (−1 none) and its travel (Infinity if it cannot be). */
	ends: Int32Array[];
	costs: Float64Array[];
	free: number;
};

/** Up to so many stops in one shift, and so many that two shifts can take, the answer is the best there is. */
export const EXACT_STOPS = 14;

/** Null: a promise fits no shift at all, or requires what the team has not. 'large': too many stops for an exact answer. */
export function posed(day: TeamDay, travel: Travel): Problem | 'large' | null {
	const shifts = shiftsOf(day);
	const fits = day.stops.map((stop) =>
		shifts.map((shift) => (able(day, stop) ? startsIn(shift, stop.window, stop.service) : null))
	);
	if (fits.some((row) => !row.some(Boolean))) return null;
	const free = day.stops.flatMap((_, i) => (fits[i]!.filter(Boolean).length > 1 ? [i] : []));
	const members = shifts.map((_, k) => day.stops.flatMap((_, i) => (fits[i]![k] ? [i] : [])));
	if (free.length > EXACT_STOPS || members.some((list) => list.length > EXACT_STOPS))
		return 'large';
	const between = day.stops.map((a) =>
		day.stops.map((b) => minutesBetween(travel, a.place, b.place))
	);
	const parts = shifts.map((shift, k): Part => {
		const list = members[k]!;
		const numbers = (of: (i: number) => number): Int32Array => Int32Array.from(list, of);
		return {
			count: list.length,
			from: shift.from,
			backBy: shift.backBy,
			lo: numbers((i) => fits[i]![k]!.from),
			hi: numbers((i) => fits[i]![k]!.to),
			service: numbers((i) => day.stops[i]!.service),
			out: numbers((i) => minutesBetween(travel, day.start, day.stops[i]!.place)),
			home: numbers((i) => minutesBetween(travel, day.stops[i]!.place, shift.home)),
			ways: Int32Array.from(list.flatMap((i) => list.map((j) => between[i]![j]!))),
			forced: list.reduce((set, i, at) => (free.includes(i) ? set : set | (1 << at)), 0)
		};
	});
	const labels = parts.map(grow);
	const sets = members.map((list, k) => ownSets(parts[k]!.forced, list, free));
	const ends = sets.map((own, k) =>
		own.map((set) => (set > 0 ? bestEnd(parts[k]!, labels[k]!, set) : -1))
	);
	const costs = sets.map((own, k) =>
		Float64Array.from(own, (set, f) => {
			if (set === 0) return 0;
			const end = ends[k]![f]!;
			return end < 0 ? Infinity : endCost(parts[k]!, labels[k]!, end);
		})
	);
	return { parts, labels, members, sets, ends, costs, free: free.length };
}

function ownSets(forced: number, list: readonly number[], free: readonly number[]): Int32Array {
	const bits = free.map((i) => list.indexOf(i));
	return Int32Array.from({ length: 1 << free.length }, (_, f) => {
		let set = forced;
		for (let b = 0; b < bits.length; b++) {
			if (!(f & (1 << b))) continue;
			if (bits[b]! < 0) return -1;
			set |= 1 << bits[b]!;
		}
		return set;
	});
}

/** How the free stops are best shared among the shifts (all but `skip`): least travel, then the earliest end of the day. */
export type Sharing = {
	/** Travel for each set of free stops, Infinity if they cannot be shared so. */
	cost: Float64Array;
	/** The free stops that each shift takes when the shifts together take this set. */
	pick(set: number): number[];
};

export function shared(problem: Problem, skip = -1): Sharing {
	const size = 1 << problem.free;
	let cost = new Float64Array(size).fill(Infinity);
	let finish = new Int32Array(size);
	cost[0] = 0;
	const choices: Int32Array[] = [];
	problem.parts.forEach((_, k) => {
		const choice = new Int32Array(size);
		choices.push(choice);
		if (k === skip) return;
		const own = problem.costs[k]!;
		const nextCost = new Float64Array(size).fill(Infinity);
		const nextFinish = new Int32Array(size);
		for (let set = 0; set < size; set++) {
			for (let sub = set; ; sub = (sub - 1) & set) {
				const sum = cost[set ^ sub]! + own[sub]!;
				if (sum <= nextCost[set]! && sum < Infinity) {
					const end = problem.ends[k]![sub]!;
					const done = end < 0 ? finish[set ^ sub]! : problem.labels[k]!.time[end]!;
					if (sum < nextCost[set]! || done < nextFinish[set]!) {
						nextCost[set] = sum;
						nextFinish[set] = done;
						choice[set] = sub;
					}
				}
				if (sub === 0) break;
			}
		}
		cost = nextCost;
		finish = nextFinish;
	});
	const pick = (set: number): number[] => {
		const taken: number[] = [];
		for (let k = choices.length - 1; k >= 0; k--) {
			taken[k] = choices[k]![set]!;
			set ^= taken[k]!;
		}
		return taken;
	};
	return { cost, pick };
}

/** The stops of one shift in their best order, as indices of the day's, when it takes these free stops. */
export function orderOf(problem: Problem, shift: number, free: number): number[] {
	const end = problem.ends[shift]![free]!;
	const { count } = problem.parts[shift]!;
	return chain(problem.labels[shift]!, end, count)
		.reverse()
		.map((at) => problem.members[shift]![at]!);
}
