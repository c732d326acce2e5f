import { describe, expect, it } from 'vitest';
import { changesOf, sumOf } from './plan-compare.ts';
import { card, errand, planDay, rounds, saturday, stop, sunday, waiting } from './plan-examples.ts';
import { askedOf, crowded, laidBy, readyCards } from './plan-fleet.ts';
import { mapOf } from './plan-map.ts';
import { answer, type Optimised } from './plan-works.ts';
import { Plan } from './plan.svelte.ts';

const waiter = waiting(20).subject;
const leg = `card:${card(30).subject}`;

function optimised(plan: Plan): Optimised {
	const { standing, layout } = plan;
	const cards = readyCards(standing, layout);
	const asked = askedOf(standing, layout);
	return answer(
		{ what: 'optimise', seed: 1, milliseconds: 5000, cards, ...asked },
		() => undefined
	) as Optimised;
}

describe('what the planner is asked', () => {
	it('leaves out days that have begun or are shut, and offers who leaves one to others of that day', () => {
		const leaving = stop(1, { from: 450, to: 570 });
		const plan = new Plan(
			rounds({
				now: '2026-11-28T02:00:00Z',
				today: saturday,
				days: [
					planDay(1, [leaving], { shut: true, shifts: [{ from: 810, to: 1020 }] }),
					planDay(2, [], { shifts: [{ from: 810, to: 1020 }] }),
					planDay(3, [stop(3)]),
					planDay(4, [], { day: sunday })
				]
			})
		);
		const { fleet } = askedOf(plan.standing, plan.layout);
		expect(fleet.days.map(({ id }) => id)).toEqual([plan.days[1]!.id, plan.days[3]!.id]);
		const [first, second] = fleet.unplaced;
		expect(first?.id).toBe(leaving.subject);
		expect(first?.windows).toEqual([{ day: plan.days[1]!.id, window: { from: 450, to: 570 } }]);
		expect(second?.id).toBe(waiter);
		const today = second!.windows.filter(({ day }) => day === plan.days[1]!.id);
		expect(today.map(({ window }) => window.from)).toEqual([810, 900]);
	});

	it('may lay an errand that waits on any team of its day, at any hour', () => {
		const plan = new Plan(rounds({ unplaced: [], errands: [errand(40)] }));
		const { fleet } = askedOf(plan.standing, plan.layout);
		expect(fleet.unplaced).toMatchObject([
			{
				id: errand(40).subject,
				windows: [0, 1].map((at) => ({ day: plan.days[at]!.id, window: { from: 450, to: 1020 } }))
			}
		]);
		const found = optimised(plan);
		expect(laidBy(plan.standing, plan.layout, found.orders)).not.toEqual(plan.layout);
		expect(found.left).toEqual([]);
	});

	it('keeps with its team what is held or pinned, and a promise that the team cannot serve', () => {
		const plan = new Plan(
			rounds({
				days: [
					planDay(1, [
						stop(1, { held: true }),
						stop(2, { pinned: true }),
						stop(3, { requires: ['car'] }),
						stop(4)
					])
				]
			})
		);
		const { fleet } = askedOf(plan.standing, plan.layout);
		expect(fleet.days[0]!.stops.map(({ pinned }) => pinned)).toEqual([true, true, true, false]);
		expect(fleet.days[0]!.stops[2]!.requires).toEqual([]);
		// The lead sees it all the same.
		expect(plan.broken.map(({ what }) => what.kind)).toEqual(['unable']);
		expect(plan.blocking).toEqual([]);
	});
});

describe('what the planner answers', () => {
	it('places who waits, lays the card, and keeps every promise', () => {
		const plan = new Plan(rounds());
		const { orders } = optimised(plan);
		const before = plan.layout;
		plan.lay(laidBy(plan.standing, before, orders));
		expect(plan.aside).toEqual([]);
		expect(plan.broken).toEqual([]);
		const [then, now] = [sumOf(plan.standing, before), sumOf(plan.standing, plan.layout)];
		expect(now.served).toBe(then.served + 1);
		const changed = changesOf(plan.standing, before, plan.layout);
		expect(changed.find(({ fact }) => fact.id === waiter)?.before).toBeNull();
		expect(changed.find(({ fact }) => fact.id === leg)?.after).not.toBeNull();
	});

	it('never fills a day beyond its places', () => {
		const days = [planDay(1, [stop(1)], { places: 2 })];
		const plan = new Plan(
			rounds({ days, unplaced: [waiting(20), waiting(21), waiting(22)], cards: [] })
		);
		const { orders } = optimised(plan);
		expect(crowded(plan.standing, orders)).toBe(false);
		plan.lay(laidBy(plan.standing, plan.layout, orders));
		expect(plan.list(plan.days[0]!)).toHaveLength(2);
		expect(plan.aside).toHaveLength(2);
	});

	it('says of each window what it costs', () => {
		const plan = new Plan(rounds());
		const asked = askedOf(plan.standing, plan.layout);
		const told = answer({ what: 'why', id: waiter, ...asked }, () => undefined);
		const costs = 'costs' in told ? told.costs : [];
		expect(costs).toHaveLength(12);
		expect(costs.every(({ detour, reason }) => (detour === undefined) !== (reason === undefined)));
		// On its way already: the first team passes that hamlet in the morning.
		expect(costs[0]).toMatchObject({ day: plan.days[0]!.id, detour: 2 });
	});
});

it('the map shows each team’s way from the unit and back, its stops numbered in their hamlets', () => {
	const plan = new Plan(rounds());
	const teams = plan.days.filter(({ day }) => day === saturday);
	const map = mapOf(plan.standing, plan.layout, teams);
	expect(map.routes.map(({ path }) => path.length)).toEqual([5, 3]);
	expect(map.routes[0]!.path[0]).toEqual(map.routes[0]!.path.at(-1));
	const labels = map.marks.flatMap(({ labels }) => labels);
	expect(labels.sort()).toEqual(['A1', 'A2', 'A3', 'B1']);
	expect(map.marks.every(({ x, y }) => x >= 0 && x <= map.width && y >= 0 && y <= map.height)).toBe(
		true
	);
});
