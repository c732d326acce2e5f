/** Days on their way for tests, and a judge of what is made of them. */
import fc from 'fast-check';
import { PLACES, days } from './anyday.ts';
import { WEEKEND_SHIFTS } from './examples.ts';
import type { Replan, Travel, Underway } from './index.ts';

export const TOLERANCE = 15;
const told = fc.option(fc.integer({ min: 430, max: 1000 }));
export const underway = (max: number) =>
	fc
		.tuple(
			days(max),
			fc.array(told, { minLength: max, maxLength: max }),
			fc.integer({ min: 430, max: 900 })
		)
		.chain(([day, times, free]) =>
			fc.constantFrom(...PLACES).map((at): Underway => ({
				...{ shifts: day.shifts, start: day.start, end: day.end, at, free },
				stops: day.stops.map((stop, i) => ({ ...stop, planned: times[i]! }))
			}))
		);
export const ten: Travel = (a, b) => (a === b ? 2 : 10);
export const morning: Underway = {
	...{ shifts: WEEKEND_SHIFTS, start: 'base', end: 'base', at: 'a', free: 480 },
	stops: []
};
export const visit = (
	id: string,
	from: number,
	to: number,
	planned: number | null = null,
	place = id
) => ({
	...{ id, place, service: 30, window: { from, to }, planned }
});

/** What is wrong about a replanned day, judged without any code of the planner. */
export function wrong({ stops, shifts, free }: Underway, { legs }: Replan): string[] {
	const found: string[] = [];
	let now = free;
	for (const leg of legs) {
		const stop = stops.find(({ id }) => id === leg.id)!;
		if (leg.depart < now) found.push(`leaves for ${leg.id} before it is free`);
		if (leg.arrive - leg.depart !== leg.travel) found.push(`the way to ${leg.id} does not add up`);
		if (leg.start < leg.arrive) found.push(`begins at ${leg.id} before it is there`);
		if (leg.finish - leg.start !== stop.service) found.push(`${leg.id} gets another length`);
		if (stop.window && leg.start < stop.window.from) found.push(`${leg.id} begins too early`);
		const isInside = shifts.some(({ from, to }) => from <= leg.start && leg.finish <= to);
		const isKept = !stop.window || leg.start <= stop.window.to;
		if (leg.late !== !(isInside && isKept)) found.push(`${leg.id} is said to be late: ${leg.late}`);
		const moved = stop.planned !== null && Math.abs(leg.start - stop.planned) > TOLERANCE;
		if (leg.changed !== moved) found.push(`${leg.id} is said to be changed: ${leg.changed}`);
		now = leg.finish;
	}
	return found;
}
