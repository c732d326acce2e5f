import { expect, it } from 'vitest';
import type { SheetRow } from './paper-booking.ts';
import { stopsOf, type SheetGathering } from './paper-stops.ts';

const row = (id: string, start: number, gathering: string | null = null) =>
	({ case: id, start, gathering }) as SheetRow;
const at = (id: string, from: number) => ({ id, from }) as SheetGathering;
const told = (rows: SheetRow[], gatherings: SheetGathering[]) =>
	stopsOf({ rows, gatherings }).map((stop) => [stop.id, stop.rows.map((one) => one.case)]);

it('a gathering is one stop with its list, between the houses of the day', () => {
	const rows = [row('a', 450), row('b', 540, 'g'), row('c', 540, 'g'), row('d', 640)];
	expect(told(rows, [at('g', 540)])).toEqual([
		['a', ['a']],
		['g', ['b', 'c']],
		['d', ['d']]
	]);
});

it('a gathering on whose list nobody stands yet keeps its place', () => {
	expect(told([row('a', 450)], [at('g', 540)])).toEqual([
		['a', ['a']],
		['g', []]
	]);
	expect(told([], [at('g', 540), at('h', 840)])).toEqual([
		['g', []],
		['h', []]
	]);
	expect(told([row('a', 640)], [at('g', 540)])).toEqual([
		['g', []],
		['a', ['a']]
	]);
});
