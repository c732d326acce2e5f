/** Fleets for tests: any teams on two dates with any promises, and a weekend as it is lived. */
import fc from 'fast-check';
import { PLACES, days as anyDay, windows } from './anyday.ts';
import { WEEKEND_SHIFTS, WEEKEND_WINDOWS, commune, emptyDay, seeded, visit } from './examples.ts';
import {
	insert,
	withStop,
	type Fleet,
	type FleetVisit,
	type TeamDay,
	type Travel
} from './index.ts';

const requires = fc.constantFrom<string[] | undefined>(undefined, undefined, undefined, ['car']);

export const fleets = fc
	.record({
		days: fc.array(fc.record({ day: anyDay(4), pins: fc.integer({ min: 0, max: 15 }) }), {
			minLength: 1,
			maxLength: 4
		}),
		visits: fc.array(
			fc.record({
				place: fc.constantFrom(...PLACES),
				service: fc.constantFrom(5, 15, 30),
				requires,
				free: fc.array(fc.record({ team: fc.integer({ min: 0, max: 4 }), window: windows }), {
					maxLength: 5
				})
			}),
			{ maxLength: 6 }
		)
	})
	.map(({ days, visits }): Fleet => ({
		days: days.map(({ day, pins }, n) => ({
			...day,
			id: `team-${n}`,
			day: `2026-11-${28 + (n % 2)}`,
			stops: day.stops.map((stop, i) => ({
				...stop,
				id: `${n} ${stop.id}`,
				pinned: (pins & (1 << i)) > 0
			}))
		})),
		unplaced: visits.map(({ free, ...one }, n) => ({
			id: `v${n}`,
			...one,
			windows: free.map(({ team, window }) => ({ day: `team-${team}`, window }))
		}))
	}));

/** `teams` teams on Saturday and Sunday, each with `promises`, and `count` people who may be given any usual window. */
export function weekend(
	{ teams, promises, count }: { teams: number; promises: number; count: number },
	seed: number
): { fleet: Fleet; travelOn: (day: string) => Travel } {
	const random = seeded(seed);
	const { places, travel } = commune(40, random);
	const days: TeamDay[] = Array.from({ length: 2 * teams }, (_, n) => ({
		...emptyDay(`team-${n}`, places[n % teams]!, WEEKEND_SHIFTS),
		day: n < teams ? '2026-11-28' : '2026-11-29'
	}));
	for (let n = 0; n < days.length * promises; n++) {
		const at = n % days.length;
		const stop = visit(`promise-${n}`, places, random);
		const offers = insert(days[at]!, stop, WEEKEND_WINDOWS, travel).filter((one) => 'plan' in one);
		const offer = offers[Math.floor(random() * offers.length)];
		if (offer) days[at] = withStop(days[at]!, stop, offer.window);
	}
	const windows = days.flatMap(({ id }) => WEEKEND_WINDOWS.map((window) => ({ day: id, window })));
	const unplaced = Array.from({ length: count }, (_, n): FleetVisit => ({
		...visit(`visit-${n}`, places, random),
		windows
	}));
	return { fleet: { days, unplaced }, travelOn: () => travel };
}
