import type { Routes } from './routes.ts';

/** Slack induction by string removals (Christiaens and Vanden Berghe, 2020): so many stops at a time on average … */
const MEAN = 10;
/** … in strings of at most so many; every second one keeps a few of its stops in the middle. */
const LONGEST = 10;
const SPLIT = 0.5;
const WIDER = 0.01;

/**
 * Takes strings of neighbouring stops out of routes near a drawn stop and returns them: routes that lie close together get
 * slack at the same place, which a single route does not.
 */
export function ruin(routes: Routes, random: () => number): number[] {
	const { field, sizes } = routes;
	let used = 0;
	let served = 0;
	for (const size of sizes) {
		if (size > 0) used++;
		served += size;
	}
	if (served === 0) return [];
	const mean = Math.min(MEAN, Math.max(2, served / 3));
	const longest = Math.min(LONGEST, served / used);
	const strings = Math.floor(random() * ((4 * mean) / (1 + longest) - 1) + 1);
	const taken: number[] = [];
	const ruined: number[] = [];
	const near = field.near[Math.floor(random() * field.count)]!;
	for (let i = 0; i < near.length && ruined.length < strings; i++) {
		const stop = near[i]!;
		const route = routes.routeOf[stop]!;
		if (route < 0 || ruined.includes(route)) continue;
		const length = Math.floor(random() * Math.min(sizes[route]!, longest) + 1);
		takeString(routes, stop, length, random, taken);
		ruined.push(route);
	}
	for (const route of ruined) {
		if (routes.refresh(route)) continue;
		// Where a detour is shorter than the straight way, a stop less can make a route too long: then all of it goes.
		for (const stop of routes.order(route)) {
			routes.remove(stop);
			taken.push(stop);
		}
		routes.refresh(route);
	}
	return taken;
}

/** Takes `length` stops around one out of its route; a split string leaves some in its middle where they are. */
function takeString(
	routes: Routes,
	stop: number,
	length: number,
	random: () => number,
	taken: number[]
): void {
	const order = routes.order(routes.routeOf[stop]!);
	let kept = 0;
	if (length > 1 && length < order.length && random() < SPLIT) {
		kept = 1;
		while (length + kept < order.length && random() < WIDER) kept++;
	}
	const at = order.indexOf(stop);
	const span = length + kept;
	const least = Math.max(0, at - span + 1);
	const first = least + Math.floor(random() * (Math.min(at, order.length - span) - least + 1));
	const gap = kept === 0 ? span : 1 + Math.floor(random() * (length - 1));
	for (let i = 0; i < span; i++) {
		if (i >= gap && i < gap + kept) continue;
		routes.remove(order[first + i]!);
		taken.push(order[first + i]!);
	}
}
