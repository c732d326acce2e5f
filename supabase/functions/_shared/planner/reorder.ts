import { follow, type Entry, type Way } from './follow.ts';
import { Labels } from './labels.ts';
import { neighbours } from './search.ts';
import {
	CALL_BITS,
	CHANGED,
	LATE,
	earliest,
	isBetter,
	originOf,
	penalty,
	unchanged,
	type Rest
} from './underway.ts';
import { NEVER } from './shapes.ts';

/** The better of the present order and the order of the windows' ends, improved as long as a small change makes it better. */
export function improvedWay(rest: Rest): Way {
	const order = [...rest.from.keys()];
	const urgent = [...order].sort(
		(a, b) => rest.to[a]! - rest.to[b]! || rest.from[a]! - rest.from[b]!
	);
	let best = follow(rest, order);
	const other = follow(rest, urgent);
	if (isBetter(other, best)) best = other;
	for (let isShrinking = true; isShrinking;) {
		isShrinking = false;
		for (const changed of neighbours(best.entries.map(({ stop }) => stop))) {
			const found = follow(rest, changed);
			if (!isBetter(found, best)) continue;
			best = found;
			isShrinking = true;
			break;
		}
	}
	return best;
}

/**
 * The best order there is: dynamic programming over the subsets of what is left, shift by shift. In a slot (shift, set, last)
 * are the Pareto labels (finish, cost), where cost counts broken promises, changed times and travel in this order: being
 * earlier is never worse, because a team may wait. What cannot become better than `known` is dropped.
 */
export function bestWay(rest: Rest, known: Way): Way {
	const { count, shifts, ways, service, home } = rest;
	const width = count + 1;
	const layer = width << count;
	const labels = new Labels(layer * shifts.length);
	const all = (1 << count) - 1;
	const hope = hopeOf(rest);
	hope.lower(known.cost, known.finish);
	let best = -1;
	let { cost: bestCost, finish } = known;
	const add = (slot: number, set: number, time: number, cost: number, origin: number): void => {
		if (hope.isLeft(set, time, cost)) labels.add(slot, time, cost, origin);
	};
	labels.add(count, shifts[0]!.from, 0, -1);
	for (let shift = 0; shift < shifts.length; shift++) {
		for (let set = 0; set <= all; set++) {
			for (let last = 0; last < width; last++) {
				const place = last < count ? last : originOf(rest, shift);
				for (
					let at = labels.head[shift * layer + set * width + last]!;
					at >= 0;
					at = labels.next[at]!
				) {
					const time = labels.time[at]!;
					const cost = labels.cost[at]!;
					const way = home[shift]![place]!;
					if (set === all) {
						if (!hope.isLeft(set, time, cost + way)) continue;
						hope.lower(cost + way, time);
						best = at;
						bestCost = cost + way;
						finish = time;
						continue;
					}
					if (shift + 1 < shifts.length) {
						const begin = Math.max(shifts[shift + 1]!.from, time + way);
						add((shift + 1) * layer + set * width + count, set, begin, cost + way, at);
					}
					for (let stop = 0; stop < count; stop++) {
						if (set & (1 << stop)) continue;
						const there = ways[place * count + stop]!;
						const start = earliest(rest, shift, time + there, stop);
						if (start < 0) continue;
						const wider = set | (1 << stop);
						const slot = shift * layer + wider * width + stop;
						const sum = cost + there;
						add(slot, wider, start + service[stop]!, sum + penalty(rest, shift, start, stop), at);
						const wait = unchanged(rest, shift, start, stop);
						if (wait < 0) continue;
						add(slot, wider, wait + service[stop]!, sum + penalty(rest, shift, wait, stop), at);
					}
				}
			}
		}
	}
	if (best < 0) return known;
	const entries: Entry[] = [];
	for (; best >= 0; best = labels.origin[best]!) {
		const slot = labels.slot[best]!;
		const stop = slot % width;
		if (stop === count) continue;
		entries.unshift({
			stop,
			shift: Math.floor(slot / layer),
			start: labels.time[best]! - service[stop]!
		});
	}
	return { entries, cost: bestCost, finish };
}

/**
 * Whether anything grown from a label can be better than what is known, if each stop that is left is reached by its
 * shortest way.
 */
function hopeOf(rest: Rest): {
	lower(cost: number, finish: number): void;
	isLeft(set: number, time: number, cost: number): boolean;
} {
	const { count, from, to, service, planned, tolerance } = rest;
	const least = leastWays(rest);
	const size = 1 << count;
	const work = new Int32Array(size);
	const drive = new Int32Array(size);
	const end = new Int32Array(size);
	for (let set = size - 2; set >= 0; set--) {
		const bit = ~set & (set + 1);
		const stop = 31 - Math.clz32(bit);
		const more = set | bit;
		work[set] = work[more]! + least[stop]! + service[stop]!;
		drive[set] = drive[more]! + least[stop]!;
		end[set] = Math.max(end[more]!, from[stop]! + service[stop]!);
	}
	// Whoever leaves for a stop after this minute is certainly late there, or certainly at another time than was told.
	const late = to.map((at, i) => (from[i]! > at ? -NEVER : at - least[i]!));
	const other = planned.map((at, i) => {
		if (at < 0) return NEVER;
		return from[i]! > at + tolerance ? -NEVER : at + tolerance - least[i]!;
	});
	let known = { calls: Infinity, finish: Infinity, travel: Infinity };
	return {
		lower(cost, finish) {
			known = { calls: cost >>> CALL_BITS, finish, travel: cost & (CHANGED - 1) };
		},
		isLeft(set, time, cost) {
			let sum = cost + drive[set]!;
			for (let left = (size - 1) & ~set; left; left &= left - 1) {
				const stop = 31 - Math.clz32(left & -left);
				if (time > late[stop]!) sum += LATE;
				if (time > other[stop]!) sum += CHANGED;
			}
			const calls = sum >>> CALL_BITS;
			if (calls !== known.calls) return calls < known.calls;
			const finish = Math.max(time + work[set]!, end[set]!);
			return (
				finish < known.finish || (finish === known.finish && (sum & (CHANGED - 1)) < known.travel)
			);
		}
	};
}

/** The shortest way to each stop, from wherever. */
function leastWays({ count, ways }: Rest): Int32Array {
	return Int32Array.from({ length: count }, (_, stop) => {
		let least = NEVER;
		for (let place = 0; place < count + 2; place++) {
			if (place !== stop) least = Math.min(least, ways[place * count + stop]!);
		}
		return least;
	});
}
