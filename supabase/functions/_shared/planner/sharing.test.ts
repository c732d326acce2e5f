import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLACES, days as anyDay, roads, ways } from './anyday.ts';
import { brokenPromises } from './check.ts';
import {
	byTurn,
	insert,
	share,
	withStop,
	type SharedDay,
	type TeamDay,
	type Waiter
} from './index.ts';

const windows = [
	{ from: 450, to: 570 },
	{ from: 540, to: 660 },
	{ from: 810, to: 930 },
	{ from: 900, to: 1020 }
];
const LIMIT = 21;

const waiters = (first: boolean) =>
	fc
		.array(
			fc.record({
				place: fc.constantFrom(...PLACES),
				service: fc.constantFrom(15, 25, 40, 60),
				requires: fc.constantFrom<string[] | undefined>(undefined, undefined, ['car']),
				days: fc.integer({ min: 0, max: 60 })
			}),
			{ minLength: 1, maxLength: 8 }
		)
		.map((list) =>
			list.map((one, n): Waiter => ({
				id: `w${n}`,
				...one,
				first,
				most: first ? 2 : 1,
				kept: [],
				tried: []
			}))
		);
const someDays = fc.array(anyDay(3), { minLength: 1, maxLength: 3 }).map((list) =>
	list.map((day, n): SharedDay => ({
		plan: {
			...day,
			id: `team-${n}`,
			day: `2026-11-${28 + (n % 2)}`,
			stops: day.stops.map((stop) => ({ ...stop, id: `${n} ${stop.id}` }))
		},
		windowsFor: () => windows
	}))
);
const naming = () => {
	let n = 0;
	return () => `new${n++}`;
};

describe('who is asked first', () => {
	const turn = byTurn(LIMIT);
	const one = fc.record({
		days: fc.integer({ min: 0, max: 90 }),
		detour: fc.integer({ min: 0, max: 60 })
	});

	it('is always somebody who has waited past the limit, if there is one, and of those the one who waited longest', () => {
		fc.assert(
			fc.property(fc.array(one, { minLength: 1 }), (list) => {
				const [chosen] = [...list].sort(turn);
				const late = list.filter(({ days }) => days > LIMIT);
				if (late.length === 0) return;
				expect(chosen!.days).toBe(Math.max(...late.map(({ days }) => days)));
			})
		);
	});

	it('is otherwise whoever costs least of the way, and of two that cost the same who has waited longer', () => {
		fc.assert(
			fc.property(fc.array(one, { minLength: 1 }), (list) => {
				const young = list.filter(({ days }) => days <= LIMIT);
				const [chosen] = [...young].sort(turn);
				if (!chosen) return;
				const least = Math.min(...young.map(({ detour }) => detour));
				expect(chosen.detour).toBe(least);
				const same = young.filter(({ detour }) => detour === least);
				expect(chosen.days).toBe(Math.max(...same.map(({ days }) => days)));
			})
		);
	});
});

describe('sharing out what is free', () => {
	it('never keeps a window that the team could not keep together with all that was promised and kept', () => {
		let kept = 0;
		fc.assert(
			fc.property(someDays, ways, waiters(true), waiters(false), (days, travel, first, others) => {
				const all = [...first, ...others.map((one) => ({ ...one, id: `o${one.id}` }))];
				const shares = share(days, all, () => travel, { limit: LIMIT, newId: naming() });
				const now = new Map<string, TeamDay>(days.map(({ plan }) => [plan.id, plan]));
				for (const { waiter, stop, day, window, plan } of shares) {
					const { place, service, requires } = waiter;
					const asked = { id: stop, place, service, requires };
					const then = withStop(now.get(day.plan.id)!, asked, window);
					expect(brokenPromises(then, plan, travel)).toEqual([]);
					now.set(day.plan.id, then);
					kept++;
				}
			}),
			{ numRuns: 300 }
		);
		expect(kept).toBeGreaterThan(300);
	});

	it('gives everybody whose day was postponed one window before anybody gets a second, and none of them more than two', () => {
		fc.assert(
			fc.property(someDays, ways, waiters(true), (days, travel, all) => {
				const shares = share(days, all, () => travel, { limit: LIMIT, newId: naming() });
				const had = new Map<string, number>();
				let round = 1;
				for (const { waiter } of shares) {
					const now = (had.get(waiter.id) ?? 0) + 1;
					expect(now).toBeGreaterThanOrEqual(round);
					expect(now).toBeLessThanOrEqual(2);
					round = now;
					had.set(waiter.id, now);
				}
			}),
			{ numRuns: 300 }
		);
	});

	it('leaves nobody without a window while one could be kept for them', () => {
		fc.assert(
			fc.property(someDays, roads, waiters(false), (days, travel, all) => {
				const shares = share(days, all, () => travel, { limit: LIMIT, newId: naming() });
				const now = new Map(days.map(({ plan }) => [plan.id, plan]));
				for (const { waiter, stop, day, window } of shares) {
					const { place, service, requires } = waiter;
					const asked = { id: stop, place, service, requires };
					now.set(day.plan.id, withStop(now.get(day.plan.id)!, asked, window));
				}
				const without = all.filter(({ id }) => !shares.some(({ waiter }) => waiter.id === id));
				for (const { place, service, requires } of without) {
					for (const day of now.values()) {
						const found = insert(day, { id: 'late', place, service, requires }, windows, travel);
						expect(found.filter((one) => 'plan' in one)).toEqual([]);
					}
				}
			}),
			{ numRuns: 200 }
		);
	});

	it('asks nobody again about a day for which they did not take a window, and stops at the most it may keep', () => {
		const day: SharedDay = {
			plan: {
				id: 'team',
				day: '2026-11-28',
				start: 'base',
				end: 'base',
				shifts: [
					{ from: 450, to: 660 },
					{ from: 810, to: 1020 }
				],
				stops: []
			},
			windowsFor: () => windows
		};
		const waiter: Waiter = {
			id: 'bà Sáu',
			place: 'a',
			service: 25,
			days: 3,
			first: false,
			most: 1,
			kept: [],
			tried: []
		};
		const sharing = { limit: LIMIT, newId: naming() };
		expect(share([day], [waiter], () => () => 5, sharing)).toHaveLength(1);
		const refused = { ...waiter, tried: ['2026-11-28'] };
		expect(share([day], [refused], () => () => 5, sharing)).toEqual([]);
		const many = Array.from({ length: 5 }, (_, n) => ({ ...waiter, id: `w${n}`, tried: [] }));
		expect(share([day], many, () => () => 5, { ...sharing, most: 3 })).toHaveLength(3);
	});
});
