import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLACES, days, ways, windows } from './anyday.ts';
import { brokenPromises } from './check.ts';
import { tryEverything } from './everything.ts';
import { WEEKEND_WINDOWS, commune, emptyDay, seeded, visit } from './examples.ts';
import { insert, schedule, solve, withStop, type TeamDay, type Travel } from './index.ts';

describe('a team’s day', () => {
	it('is the best of all orders there are, and keeps every promise', () => {
		let kept = 0;
		fc.assert(
			fc.property(days(7), ways, (day, travel) => {
				const best = tryEverything(day, travel);
				if (best) kept++;
				const found = solve(day, travel);
				if ('reason' in found) {
					expect(best).toBeNull();
					return;
				}
				expect({ travel: found.travel, finish: found.finish ?? 0 }).toEqual(best);
				expect(brokenPromises(day, found, travel)).toEqual([]);
			}),
			{ numRuns: 1500 }
		);
		expect(kept).toBeGreaterThan(400);
	});

	it('takes the longer way that is done earlier where a later promise needs it, else the shorter one with a wait', () => {
		const near = new Map([
			['p q', 5],
			['q p', 5],
			['p b', 5],
			['q b', 15],
			['b c', 5]
		]);
		const travel: Travel = (a, b) =>
			near.get(`${a} ${b}`) ?? (a === 'base' || b === 'base' ? 10 : 30);
		const stop = (id: string, from: number, to: number) => ({
			...{ id, place: id, service: 10, window: { from, to } }
		});
		const day = {
			...emptyDay('team', 'base'),
			stops: [stop('p', 450, 520), stop('q', 490, 600), stop('b', 510, 600)]
		};
		const found = (stops: TeamDay['stops']) => {
			const plan = solve({ ...day, stops }, travel);
			return 'legs' in plan && [plan.travel, ...plan.legs.map(({ id }) => id)];
		};
		// By q and p the team is at b at 520 after 20 minutes of driving, by p and q at 515 after 30.
		expect(found(day.stops)).toEqual([30, 'q', 'p', 'b']);
		expect(found([...day.stops, stop('c', 526, 532)])).toEqual([45, 'p', 'q', 'b', 'c']);
	});

	it('can be told in any order, and names whom it would miss', () => {
		fc.assert(
			fc.property(days(6), ways, (day, travel) => {
				const order = day.stops.map(({ id }) => id);
				const found = schedule(day, order, travel);
				if ('late' in found) expect(order).toContain(found.late);
				else {
					expect(brokenPromises(day, found, travel)).toEqual([]);
					expect(found.legs.map(({ id }) => id)).toEqual(order);
				}
			})
		);
	});
});

describe('a new visit', () => {
	it('costs exactly the detour that trying every order finds, in every window', () => {
		let offered = 0;
		fc.assert(
			fc.property(
				days(6),
				ways,
				fc.constantFrom(...PLACES),
				fc.integer({ min: 5, max: 60 }),
				fc.array(windows, { minLength: 1, maxLength: 4 }),
				(day, travel, place, service, asked) => {
					const stop = { id: 'new', place, service };
					const now = tryEverything(day, travel);
					const answers = insert(day, stop, asked, travel);
					expect(answers.map(({ window }) => window)).toEqual(asked);
					for (const answer of answers) {
						const then = withStop(day, stop, answer.window);
						const best = tryEverything(then, travel);
						if ('reason' in answer) {
							// A day whose promises cannot be kept offers nothing, even where a visit would shorten a way.
							if (answer.reason === 'broken') expect(now).toBeNull();
							else if (now) expect(best).toBeNull();
							continue;
						}
						offered++;
						expect(answer.detour).toBe(best!.travel - now!.travel);
						expect(brokenPromises(then, answer.plan, travel)).toEqual([]);
					}
				}
			),
			{ numRuns: 1500 }
		);
		expect(offered).toBeGreaterThan(800);
	});

	it('costs exactly that on days of twelve promises, too', () => {
		const random = seeded(12);
		let offered = 0;
		for (let n = 0; n < 12;) {
			const { places, travel } = commune(30, random);
			let day = emptyDay('team', places[0]!);
			for (let asked = 0; asked < 60 && day.stops.length < 12; asked++) {
				const stop = { ...visit(`v${asked}`, places, random), service: 15 };
				const offer = insert(day, stop, WEEKEND_WINDOWS, travel).find((answer) => 'plan' in answer);
				if (offer) day = withStop(day, stop, offer.window);
			}
			if (day.stops.length < 11) continue;
			n++;
			const last = day.stops.pop()!;
			const now = tryEverything(day, travel)!;
			const rest = { id: last.id, place: last.place, service: last.service };
			for (const answer of insert(day, rest, WEEKEND_WINDOWS, travel)) {
				const best = tryEverything(withStop(day, rest, answer.window), travel);
				if ('reason' in answer) expect(best).toBeNull();
				else expect(answer.detour).toBe(best!.travel - now.travel);
				if (best) offered++;
			}
		}
		expect(offered).toBeGreaterThan(11);
	});

	it('finds a place in a day too large to try everything, and breaks nothing there', () => {
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom(...PLACES), { minLength: 15, maxLength: 22 }),
				(list) => {
					const travel: Travel = (a, b) =>
						a === b ? 2 : 3 + Math.abs(PLACES.indexOf(a) - PLACES.indexOf(b));
					const stops = list.map((place, i) => ({
						id: `s${i}`,
						place,
						service: 10,
						window: { from: 450, to: 1000 }
					}));
					const day: TeamDay = {
						id: 't',
						day: '2026-11-28',
						start: 'base',
						end: 'base',
						shifts: [{ from: 450, to: 1020 }],
						stops
					};
					const [answer] = insert(
						day,
						{ id: 'new', place: 'd', service: 10 },
						[{ from: 600, to: 700 }],
						travel
					);
					if (!answer || 'reason' in answer) throw new Error('there is room');
					expect(
						brokenPromises(
							withStop(day, { id: 'new', place: 'd', service: 10 }, answer.window),
							answer.plan,
							travel
						)
					).toEqual([]);
					const base = solve(day, travel);
					if ('reason' in base) throw new Error('the day can be kept');
					expect(brokenPromises(day, base, travel)).toEqual([]);
				}
			),
			{ numRuns: 5 }
		);
	});
});
