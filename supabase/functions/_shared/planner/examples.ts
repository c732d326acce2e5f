/** Team-days to test and measure with: a seeded random source, places on a map, promises a resident could ask for. */
import { seeded } from './random.ts';
import type { Stop, TeamDay, Travel, Window } from './shapes.ts';

export { seeded };

export const WEEKEND_SHIFTS: Window[] = [
	{ from: 450, to: 660 },
	{ from: 810, to: 1020 }
];
export const WEEKEND_WINDOWS: Window[] = [
	{ from: 450, to: 570 },
	{ from: 540, to: 660 },
	{ from: 810, to: 930 },
	{ from: 900, to: 1020 }
];

/** `count` places in a commune of about 10 × 10 km; straight ways at 25 km/h with 3 minutes for each. */
export function commune(count: number, random: () => number): { places: string[]; travel: Travel } {
	const points = Array.from({ length: count }, () => [random() * 10, random() * 10] as const);
	const places = points.map((_, i) => `hamlet:${i}`);
	const index = new Map(places.map((place, i) => [place, i]));
	const table = points.map(([x, y]) =>
		Int32Array.from(points, ([u, v]) =>
			x === u && y === v ? 2 : Math.ceil((Math.hypot(x - u, y - v) * 1.35 * 60) / 25 + 3)
		)
	);
	return { places, travel: (from, to) => table[index.get(from)!]![index.get(to)!]! };
}

export function emptyDay(id: string, base: string, shifts: Window[] = WEEKEND_SHIFTS): TeamDay {
	return { id, day: '2026-11-28', start: base, end: base, shifts, stops: [] };
}

/** A stop without a window, 25 to 60 minutes in steps of five. */
export function visit(id: string, places: string[], random: () => number): Omit<Stop, 'window'> {
	return {
		id,
		place: places[Math.floor(random() * places.length)]!,
		service: 25 + 5 * Math.floor(random() ** 2 * 8)
	};
}
