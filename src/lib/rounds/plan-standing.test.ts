import { expect, it } from 'vitest';
import { planDay, rounds, stop, waiting } from './plan-examples.ts';
import { Plan } from './plan.svelte.ts';

const waiter = waiting(20).subject;

it('a full day takes nobody more, and says so', () => {
	const plan = new Plan(rounds({ days: [planDay(1, [stop(1)], { places: 1 })] }));
	plan.lift(waiter);
	plan.carry(plan.days[0]!.id);
	expect(plan.lifted?.refused).toBe('full');
	expect(plan.drop()).toBe(false);
});

it('who was postponed stands where they stood until they are laid anew, and cannot be carried from there', () => {
	const postponed = stop(20, { state: 'postponed' });
	const days = [planDay(1, [postponed, stop(1)], { shut: true }), planDay(2, [])];
	const plan = new Plan(rounds({ days, cards: [] }));
	const [shut, open] = plan.days;
	expect(plan.lift(`was:${waiter}`)).toBe(false);
	plan.send(stop(1).subject, open!.id);
	const kept = plan.written.days.find(({ team_day }) => team_day === shut!.id)!;
	expect(kept.stops.map(({ subject }) => subject)).toEqual([waiter]);
	plan.send(waiter, open!.id);
	const [first, second] = plan.written.days;
	expect(first!.stops).toEqual([]);
	expect(second!.stops.map(({ subject }) => subject).sort()).toEqual([stop(1).subject, waiter]);
	expect(plan.written.placed).toHaveLength(1);
});

it('a window that a lead chose is the one that is promised', () => {
	const plan = new Plan(rounds());
	expect(plan.layIn(waiter, plan.days[1]!.id, { from: 810, to: 930 })).toBe(true);
	expect(plan.list(plan.days[1]!).find(({ id }) => id === waiter)).toMatchObject({ from: 810 });
	// A promise has its window already.
	expect(plan.layIn(stop(1).subject, plan.days[1]!.id, { from: 810, to: 930 })).toBe(false);
});

it('the list of what breaks stays still while something is carried', () => {
	const plan = new Plan(rounds());
	plan.lift(stop(1).subject);
	plan.carry(plan.days[0]!.id, 2);
	expect(plan.broken).not.toEqual([]);
	expect(plan.settled).toEqual([]);
	plan.drop();
	expect(plan.settled).toEqual(plan.broken);
	expect(plan.blocking).not.toEqual([]);
});

it('a window that the road has lost already keeps no plan from being taken', () => {
	const lost = stop(1, { late: true, from: 450, to: 455 });
	const plan = new Plan(rounds({ days: [planDay(1, [lost, stop(2)]), planDay(2, [])] }));
	plan.send(stop(2).subject, plan.days[1]!.id);
	expect(plan.broken.map(({ what }) => what)).toEqual([{ kind: 'window', minutes: 5 }]);
	expect(plan.blocking).toEqual([]);
});
