import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PLACES, days, ways } from './anyday.ts';
import { brokenPromises } from './check.ts';
import { deliver, schedule, solve, type Card, type TeamDay, type Travel } from './index.ts';

const line: Travel = (a, b) => 2 + 4 * Math.abs(PLACES.indexOf(a) - PLACES.indexOf(b));
const window = { from: 450, to: 660 };
const day: TeamDay = {
	...{ id: 'team', day: '2026-11-28', start: 'base', end: 'base' },
	shifts: [window],
	stops: [
		{ id: 'bà Sáu', place: 'b', service: 30, window },
		{ id: 'ông Tư', place: 'e', service: 30, window }
	]
};
const order = ['bà Sáu', 'ông Tư'];
const card = (id: string, place: string, service = 5): Card => ({ id, place, service });

it('cards are handed over on the way, and the order of the visits stays', () => {
	const cards = [card('one', 'c'), card('two', 'g'), card('three', 'a')];
	const found = deliver(day, order, cards, line);
	if ('late' in found) throw new Error('the day can be kept');
	expect(found).toMatchObject({ placed: ['one', 'two', 'three'], left: [] });
	const visits = found.plan.legs.filter(({ id }) => order.includes(id));
	expect(visits.map(({ id }) => id)).toEqual(order);
	// Five places on the line there and back are 40 minutes, and each of the six ways two more.
	expect(found.plan.travel).toBe(2 * 4 * PLACES.indexOf('g') + 2 * 6);
});

it('a card is left where it would break a promise or end after the shift, and the others are not', () => {
	const tight = {
		...day,
		stops: day.stops.map((stop) => ({ ...stop, window: { from: 450, to: 506 } }))
	};
	const cards = [card('long', 'c', 300), card('short', 'c')];
	const found = deliver(tight, order, cards, line);
	expect(found).toMatchObject({ placed: ['short'], left: ['long'] });
	// On the way to ông Tư it would make him wait for longer than he was promised.
	expect('plan' in found && found.plan.legs.map(({ id }) => id)).toEqual([...order, 'short']);
	expect(deliver(day, ['ông Tư', 'bà Sáu'], [card('far', 'x')], () => 400)).toEqual({
		late: 'ông Tư'
	});
	expect(() => deliver(day, order, [card('ông Tư', 'c')], line)).toThrow('known_stop');
	expect(() => deliver(day, order, [card('one', 'c'), card('one', 'd')], line)).toThrow(
		'known_stop'
	);
});

it('no card breaks a promise, whatever the day, and the first one takes the least detour there is', () => {
	let placed = 0;
	fc.assert(
		fc.property(
			days(5),
			ways,
			fc.array(fc.constantFrom(...PLACES), { minLength: 1, maxLength: 3 }),
			(day, travel, places) => {
				const base = solve(day, travel);
				fc.pre(!('reason' in base));
				const ids = 'legs' in base ? base.legs.map(({ id }) => id) : [];
				const cards = places.map((place, i) => card(`card ${i}`, place));
				const found = deliver(day, ids, cards, travel);
				if ('late' in found) throw new Error('the day can be kept');
				expect([...found.placed, ...found.left].sort()).toEqual(cards.map(({ id }) => id));
				placed += found.placed.length;
				const whenever = { from: 0, to: 1440 };
				const handed = cards.filter(({ id }) => found.placed.includes(id));
				const then = {
					...day,
					stops: [...day.stops, ...handed.map((one) => ({ ...one, window: whenever }))]
				};
				expect(brokenPromises(then, found.plan, travel)).toEqual([]);
				const [one] = cards;
				const alone = deliver(day, ids, [one!], travel);
				const wider = { ...day, stops: [...day.stops, { ...one!, window: whenever }] };
				const tried = ids.concat('').flatMap((_, at) => {
					const plan = schedule(wider, [...ids.slice(0, at), one!.id, ...ids.slice(at)], travel);
					return 'late' in plan ? [] : [plan.travel];
				});
				if ('plan' in alone && tried.length > 0) expect(alone.plan.travel).toBe(Math.min(...tried));
			}
		),
		{ numRuns: 200 }
	);
	expect(placed).toBeGreaterThan(50);
});
