import { expect, it } from 'vitest';
import { brokenPromises } from './check.ts';
import { WEEKEND_SHIFTS, WEEKEND_WINDOWS, commune, emptyDay, seeded, visit } from './examples.ts';
import { insert, withStop, type Offer, type TeamDay } from './index.ts';

it('of 10,000 residents who take an offer one after another, none is promised what the team cannot keep', () => {
	const random = seeded(20261128);
	const roads = [
		WEEKEND_SHIFTS,
		[{ from: 450, to: 1020 }],
		[
			{ from: 420, to: 600 },
			{ from: 600, to: 780 }
		]
	];
	let accepted = 0;
	let refused = 0;
	const broken: string[] = [];
	let { places, travel } = commune(40, random);
	let day: TeamDay = emptyDay('team-0', places[0]!);
	while (accepted < 10_000) {
		const stop = visit(`visit-${accepted}-${refused}`, places, random);
		const offers = insert(day, stop, WEEKEND_WINDOWS, travel).filter(
			(o): o is Offer => 'plan' in o
		);
		const taken = offers[Math.floor(random() * offers.length)];
		if (!taken) {
			refused++;
			({ places, travel } = commune(40, random));
			day = emptyDay(`team-${refused}`, places[0]!, roads[refused % roads.length]);
			continue;
		}
		day = withStop(day, stop, taken.window);
		broken.push(...brokenPromises(day, taken.plan, travel));
		// The next resident meets the day in the order that this one's plan gave it.
		const order = taken.plan.legs.map(({ id }) => id);
		day.stops.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
		accepted++;
	}
	expect(broken).toEqual([]);
	// Days were filled until somebody got no offer, not left half empty.
	expect(accepted / refused).toBeGreaterThan(5);
}, 20_000);
