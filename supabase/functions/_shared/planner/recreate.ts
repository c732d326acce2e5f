import { wayBetween, type Field, type Kind } from './field.ts';
import type { Routes, Spot } from './routes.ts';

/** So seldom a good place is overlooked: greedy insertion that is always right ends where it has been before. */
const BLINK = 0.01;

/** The place that costs least for a stop that is in no route; null where there is none. */
export function cheapest(routes: Routes, stop: number, random: () => number): Spot | null {
	const { field, head, next, ready, latest, sizes, loads } = routes;
	const { count, service, load } = field;
	let best: Spot | null = null;
	let least = Infinity;
	const empty: Kind[] = [];
	for (let route = 0; route < field.routes.length; route++) {
		const kind = field.routes[route]!;
		const choices = kind.choices[stop]!;
		if (choices.length === 0 || loads[route]! + load[stop]! > kind.capacity) continue;
		if (sizes[route] === 0) {
			if (empty.includes(kind)) continue;
			empty.push(kind);
		}
		for (let choice = 0; choice < choices.length; choice++) {
			const { from, to } = choices[choice]!;
			let place = -1;
			let time = kind.from;
			for (let then = head[route]!; time <= to; then = next[then]!) {
				const there = wayBetween(kind, count, place, stop);
				const arrive = time + there;
				if (arrive <= to) {
					const on = wayBetween(kind, count, stop, then);
					const detour = there + on - wayBetween(kind, count, place, then);
					if (detour < least) {
						const done = (arrive < from ? from : arrive) + service[stop]!;
						if (done + on <= (then < 0 ? kind.by : latest[then]!) && random() >= BLINK) {
							least = detour;
							best = { route, after: place, choice, detour };
						}
					}
				}
				if (then < 0) break;
				place = then;
				time = ready[then]!;
			}
		}
	}
	return best;
}

/** Orders in which stops are put back, and how often each is drawn. */
const ORDERS: { weight: number; by: (field: Field) => Float64Array | null }[] = [
	{ weight: 4, by: () => null },
	{ weight: 4, by: ({ load }) => Float64Array.from(load, (one) => -one) },
	{ weight: 2, by: (field) => summed(field, ({ out }, i) => -out[i]!) },
	{ weight: 1, by: (field) => summed(field, ({ out }, i) => out[i]!) },
	{ weight: 2, by: (field) => summed(field, ({ choices }, i) => width(choices[i]!)) },
	{ weight: 2, by: (field) => summed(field, ({ choices }, i) => choices[i]![0]!.from) },
	{ weight: 2, by: (field) => summed(field, ({ choices }, i) => -choices[i]!.at(-1)!.to) }
];
const width = (choices: Kind['choices'][number]) =>
	choices.reduce((sum, { from, to }) => sum + to - from, 0);

/** The mean of something over the routes that could take a stop. */
function summed({ count, routes }: Field, of: (kind: Kind, stop: number) => number): Float64Array {
	return Float64Array.from({ length: count }, (_, i) => {
		const own = routes.filter(({ choices }) => choices[i]!.length > 0);
		return own.reduce((sum, kind) => sum + of(kind, i), 0) / Math.max(1, own.length);
	});
}

/**
 * Puts stops back greedily, promises before visits, in an order that is drawn. Returns those that found no place; gives up
 * at the first promise without one unless `goOn`.
 */
export function recreation(field: Field, random: () => number) {
	const drawn = ORDERS.flatMap(({ weight, by }) => {
		const keys = by(field);
		const isFlat = keys !== null && keys.every((key) => key === keys[0]);
		return isFlat ? [] : Array<Float64Array | null>(weight).fill(keys);
	});
	const shuffled = new Float64Array(field.count);
	return (routes: Routes, absent: number[], goOn: boolean): number[] => {
		let keys = drawn[Math.floor(random() * drawn.length)]!;
		if (!keys) {
			for (const stop of absent) shuffled[stop] = random();
			keys = shuffled;
		}
		absent.sort((a, b) => field.promised[b]! - field.promised[a]! || keys[a]! - keys[b]! || a - b);
		const left: number[] = [];
		for (const stop of absent) {
			const spot = cheapest(routes, stop, random);
			if (spot) routes.insert(stop, spot);
			else {
				left.push(stop);
				if (field.promised[stop] && !goOn) break;
			}
		}
		return left;
	};
}
