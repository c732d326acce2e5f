import { Labels } from './labels.ts';
import { NEVER } from './shapes.ts';

/**
 * One shift in numbers: the stops whose service may begin in it, between `lo` and `hi`. `out` is the way from the start
 * place, `home` the way back; `ways[i * count + j]` leads from stop i to stop j. The team leaves at `from` and is home by
 * `backBy`. `forced` are the stops that no other shift can take: whatever is planned, they are in.
 */
export type Part = {
	count: number;
	from: number;
	backBy: number;
	lo: Int32Array;
	hi: Int32Array;
	service: Int32Array;
	out: Int32Array;
	home: Int32Array;
	ways: Int32Array;
	forced: number;
};

/** The same shift with the clock running backwards: what was the latest start is now the earliest finish. */
export function reversed(part: Part): Part {
	const { count, lo, hi, service, ways } = part;
	return {
		...part,
		from: -part.backBy,
		backBy: -part.from,
		lo: hi.map((at, i) => -at - service[i]!),
		hi: lo.map((at, i) => -at - service[i]!),
		out: part.home,
		home: part.out,
		ways: ways.map((_, k) => ways[(k % count) * count + Math.floor(k / count)]!)
	};
}

/**
 * Dynamic programming over the subsets of a shift's stops: in slot `set * count + last` the Pareto labels (finish, travel)
 * of every way to serve exactly `set`, ending at `last`. A label that makes a forced stop impossible is dropped.
 */
export function grow(part: Part): Labels {
	const { count, lo, hi, service, ways } = part;
	const labels = new Labels(count << count);
	const deadline = latestFinish(part);
	for (let i = 0; i < count; i++) {
		const start = Math.max(part.from + part.out[i]!, lo[i]!);
		const finish = start + service[i]!;
		if (start <= hi[i]! && finish <= deadline[1 << i]!) {
			labels.add((1 << i) * count + i, finish, part.out[i]!, -1);
		}
	}
	for (let set = 1; set < 1 << count; set++) {
		for (let last = 0; last < count; last++) {
			if (!(set & (1 << last))) continue;
			for (let at = labels.head[set * count + last]!; at >= 0; at = labels.next[at]!) {
				const time = labels.time[at]!;
				const cost = labels.cost[at]!;
				for (let j = 0; j < count; j++) {
					const bit = 1 << j;
					if (set & bit) continue;
					const way = ways[last * count + j]!;
					const start = Math.max(time + way, lo[j]!);
					if (start > hi[j]!) continue;
					const finish = start + service[j]!;
					if (finish > deadline[set | bit]!) continue;
					labels.add((set | bit) * count + j, finish, cost + way, at);
				}
			}
		}
	}
	return labels;
}

/** For each set, the latest finish that leaves every forced stop outside of it a chance. */
function latestFinish({ count, hi, forced }: Part): Int32Array {
	const size = 1 << count;
	const deadline = new Int32Array(size).fill(NEVER);
	for (let set = size - 2; set >= 0; set--) {
		const missing = forced & ~set;
		if (!missing) continue;
		const bit = missing & -missing;
		deadline[set] = Math.min(hi[31 - Math.clz32(bit)]!, deadline[set | bit]!);
	}
	return deadline;
}

/** The label with which a set is best ended: least travel with the way home, then earliest finish. −1: it cannot be. */
export function bestEnd(part: Part, labels: Labels, set: number): number {
	let best = -1;
	let least = Infinity;
	for (let last = 0; last < part.count; last++) {
		if (!(set & (1 << last))) continue;
		const home = part.home[last]!;
		for (let at = labels.head[set * part.count + last]!; at >= 0; at = labels.next[at]!) {
			const cost = labels.cost[at]! + home;
			const time = labels.time[at]!;
			if (time + home > part.backBy || cost > least) continue;
			if (cost < least || time < labels.time[best]!) best = at;
			least = cost;
		}
	}
	return best;
}

/** Travel of a set ended with this label, the way home included. */
export function endCost(part: Part, labels: Labels, at: number): number {
	return labels.cost[at]! + part.home[labels.slot[at]! % part.count]!;
}

/** The stops of a label from the last one back to the first. */
export function chain(labels: Labels, at: number, count: number): number[] {
	const stops: number[] = [];
	for (; at >= 0; at = labels.origin[at]!) stops.push(labels.slot[at]! % count);
	return stops;
}
