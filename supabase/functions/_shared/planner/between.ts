import { orderOf, shared, type Problem, type Sharing } from './exact.ts';
import { Labels } from './labels.ts';
import { chain, grow, reversed, type Part } from './part.ts';
import {
	minutesBetween,
	shiftsOf,
	startsIn,
	type Stop,
	type TeamDay,
	type Travel,
	type Window
} from './shapes.ts';

/** The least travel of the day with the new stop in a window, and the order that needs it: −1 stands for the new stop. */
export type Found = { travel: number; order: number[] };

/**
 * Prices every window at once. Whatever the order, the new stop x splits its shift into the stops before and the stops
 * after it. The ways before are known from the problem's labels, the ways after from the same labels with the clock
 * reversed; for each split only a few Pareto labels remain on each side, and a window merely asks which pairs let x begin
 * inside it. So the subsets are walked once, not once a window.
 */
export function between(
	day: TeamDay,
	problem: Problem,
	stop: Pick<Stop, 'place' | 'service'>,
	windows: readonly Window[],
	travel: Travel
): (Found | null)[] {
	const best: Best[] = windows.map(() => ({
		travel: Infinity,
		shift: -1,
		free: 0,
		left: -1,
		right: -1
	}));
	const kept = shiftsOf(day).map((shift, k) => {
		const starts = windows.map((window) => startsIn(shift, window, stop.service));
		if (!starts.some(Boolean)) return null;
		const part = problem.parts[k]!;
		const back = reversed(part);
		const backLabels = grow(back);
		const places = problem.members[k]!.map((i) => day.stops[i]!.place);
		const left = side(
			part,
			problem.labels[k]!,
			places.map((place) => minutesBetween(travel, place, stop.place)),
			minutesBetween(travel, day.start, stop.place)
		);
		const right = side(
			back,
			backLabels,
			places.map((place) => minutesBetween(travel, stop.place, place)),
			minutesBetween(travel, stop.place, shift.home)
		);
		const others = shared(problem, k);
		price(problem, k, others, left, right, starts, stop.service, best);
		return { left, right, others, backLabels };
	});
	return best.map((found) => {
		if (found.shift < 0) return null;
		const { left, right, others, backLabels } = kept[found.shift]!;
		const taken = others.pick((1 << problem.free) - 1 - found.free);
		const order = problem.parts.flatMap((part, k) => {
			if (k !== found.shift) return orderOf(problem, k, taken[k]!);
			const own = (at: number): number => problem.members[k]![at]!;
			const first = chain(problem.labels[k]!, left.origin[found.left]!, part.count).reverse();
			const then = chain(backLabels, right.origin[found.right]!, part.count);
			return [...first.map(own), -1, ...then.map(own)];
		});
		return { travel: found.travel, order };
	});
}

type Best = { travel: number; shift: number; free: number; left: number; right: number };

/** For each set of stops on one side of x: when the team is at x at the earliest, and the travel up to there. */
function side(part: Part, labels: Labels, toNew: readonly number[], straight: number): Labels {
	const { count } = part;
	const at = new Labels(1 << count);
	at.add(0, part.from + straight, straight, -1);
	for (let slot = count; slot < count << count; slot++) {
		for (let i = labels.head[slot]!; i >= 0; i = labels.next[i]!) {
			const way = toNew[slot % count]!;
			at.add((slot / count) | 0, labels.time[i]! + way, labels.cost[i]! + way, i);
		}
	}
	return at;
}

function price(
	problem: Problem,
	shift: number,
	others: Sharing,
	left: Labels,
	right: Labels,
	starts: readonly (Window | null)[],
	service: number,
	best: Best[]
): void {
	const all = (1 << problem.free) - 1;
	const leastLeft = leastCosts(left);
	const leastRight = leastCosts(right);
	for (let free = 0; free <= all; free++) {
		const set = problem.sets[shift]![free]!;
		const rest = others.cost[all ^ free]!;
		if (set < 0 || rest === Infinity) continue;
		for (let before = set; ; before = (before - 1) & set) {
			const bound = rest + leastLeft[before]! + leastRight[set ^ before]!;
			for (let w = 0; bound < Infinity && w < best.length; w++) {
				const window = starts[w];
				const found = best[w]!;
				if (!window || bound >= found.travel) continue;
				for (let l = left.head[before]!; l >= 0; l = left.next[l]!) {
					const start = Math.max(left.time[l]!, window.from);
					if (start > window.to) continue;
					for (let r = right.head[set ^ before]!; r >= 0; r = right.next[r]!) {
						const sum = rest + left.cost[l]! + right.cost[r]!;
						// On the reversed clock the others' ways end at −time: x has to be done by then.
						if (start + service > -right.time[r]! || sum >= found.travel) continue;
						found.travel = sum;
						found.shift = shift;
						found.free = free;
						found.left = l;
						found.right = r;
					}
				}
			}
			if (before === 0) break;
		}
	}
}

function leastCosts(side: Labels): Float64Array {
	return Float64Array.from(side.head, (first) => {
		let least = Infinity;
		for (let i = first; i >= 0; i = side.next[i]!) least = Math.min(least, side.cost[i]!);
		return least;
	});
}
