/** Team-days of every kind for property tests. */
import fc from 'fast-check';
import type { TeamDay, Travel, Window } from './shapes.ts';

export const PLACES = ['base', 'a', 'b', 'c', 'd', 'e', 'f', 'g'];

/** Any table of ways, also crooked ones: one direction longer, a detour shorter than the straight way. */
export const ways = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 64, maxLength: 64 }).map(
	(table): Travel =>
		(from, to) =>
			table[PLACES.indexOf(from) * 8 + PLACES.indexOf(to)]!
);
/** Any minutes that roads can have: no stop on the way makes it shorter. */
export const roads = ways.map((table): Travel => {
	const least = PLACES.map((from) => PLACES.map((to) => table(from, to)));
	for (const by of least.keys())
		for (const row of least)
			for (const to of row.keys()) row[to] = Math.min(row[to]!, row[by]! + least[by]![to]!);
	return (from, to) => least[PLACES.indexOf(from)]![PLACES.indexOf(to)]!;
});
const shiftLists = fc.constantFrom<Window[]>(
	[
		{ from: 450, to: 660 },
		{ from: 810, to: 1020 }
	],
	[{ from: 450, to: 1020 }],
	[
		{ from: 450, to: 600 },
		{ from: 600, to: 780 }
	],
	[
		{ from: 480, to: 600 },
		{ from: 640, to: 760 },
		{ from: 800, to: 900 }
	]
);
export const windows = fc
	.record({
		from: fc.constantFrom(440, 450, 475, 500, 530, 560, 600, 650, 690, 810, 850),
		length: fc.constantFrom(0, 30, 60, 120, 120, 150, 240, 500)
	})
	.map(({ from, length }): Window => ({ from, to: from + length }));
const stops = (max: number) =>
	fc
		.array(
			fc.record({
				place: fc.constantFrom(...PLACES),
				service: fc.constantFrom(5, 10, 15, 20, 25, 35, 60),
				window: windows,
				requires: fc.constantFrom<string[] | undefined>(
					...Array<undefined>(6).fill(undefined),
					[],
					['car'],
					['car', 'kit']
				)
			}),
			{ minLength: 1, maxLength: max, size: 'max' }
		)
		.map((list) => list.map((stop, i) => ({ id: `s${i}`, ...stop })));
export const days = (max: number) =>
	fc
		.record({
			shifts: shiftLists,
			stops: stops(max),
			end: fc.constantFrom('base', 'g'),
			abilities: fc.constantFrom<string[] | undefined>(undefined, ['car'], ['kit', 'car'])
		})
		.map((day): TeamDay => ({ id: 'team', day: '2026-11-28', start: 'base', ...day }));
