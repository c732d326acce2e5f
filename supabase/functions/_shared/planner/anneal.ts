import { seeded } from './random.ts';
import { recreation } from './recreate.ts';
import { Routes } from './routes.ts';
import { ruin } from './ruin.ts';

export type Annealing = {
	seed: number;
	iterations: number;
	/** How much dearer a change may be at the first and at the last, in travel. */
	warm: number;
	cold: number;
	/** A promise without a route and a visit without one, in travel. */
	lost: number;
	left: number;
	/** Told now and then; false stops the search. */
	goOn: (done: number, best: Routes) => boolean;
};

/** So many iterations pass between two questions whether to go on. */
const STRETCH = 64;

/** Of those that are in no route at most so many are tried in one iteration. */
const TRIED = 10;

/** Whether some routes are better than others: promises kept, visits served, travel, earliest finish. */
function isBetter(a: Routes, b: Routes): boolean {
	if (a.lost !== b.lost) return a.lost < b.lost;
	if (a.left !== b.left) return a.left < b.left;
	if (a.travel !== b.travel) return a.travel < b.travel;
	return a.finish < b.finish;
}

/**
 * Ruin and recreate under simulated annealing: takes neighbouring stops out, puts them back greedily, and keeps what is
 * better or, ever more seldom, a little worse. The answer depends on the seed and the number of iterations alone, unless it
 * is stopped.
 */
export function anneal(
	start: Routes,
	{ seed, iterations, warm, cold, lost, left, goOn }: Annealing
): { best: Routes; done: number } {
	const random = seeded(seed);
	const recreate = recreation(start.field, random);
	const cost = (routes: Routes) => routes.lost * lost + routes.left * left + routes.travel;
	const best = new Routes(start.field).copy(start);
	const work = new Routes(start.field).copy(start);
	const now = new Routes(start.field);
	let absent = recreate(work, absentOf(work), true);
	let absentNow = absent;
	now.copy(work);
	if (isBetter(work, best)) best.copy(work);
	let price = cost(now);
	const cooling = (cold / warm) ** (1 / Math.max(1, iterations));
	let heat = warm;
	for (let done = 0; done < iterations; done++) {
		if (done % STRETCH === 0 && !goOn(done, best)) return { best, done };
		const waiting = drawn(absentNow, random);
		absent = recreate(work, [...absentNow.slice(waiting), ...ruin(work, random)], now.lost > 0);
		absent.push(...absentNow.slice(0, waiting));
		const then = cost(work);
		if (work.lost <= now.lost && then < price - heat * Math.log(random())) {
			now.copy(work);
			price = then;
			absentNow = absent;
			if (isBetter(now, best)) best.copy(now);
		} else work.copy(now);
		heat *= cooling;
	}
	return { best, done: iterations };
}

/** Brings those that are tried now to the end of the list; how many wait for another time. */
function drawn(absent: number[], random: () => number): number {
	const waiting = Math.max(0, absent.length - TRIED);
	for (let at = absent.length - 1; waiting > 0 && at >= waiting; at--) {
		const other = Math.floor(random() * (at + 1));
		[absent[at], absent[other]] = [absent[other]!, absent[at]!];
	}
	return waiting;
}

function absentOf({ routeOf }: Routes): number[] {
	return [...routeOf.keys()].filter((stop) => routeOf[stop]! < 0);
}
