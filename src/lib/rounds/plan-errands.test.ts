import { expect, it } from 'vitest';
import { errand, rounds } from './plan-examples.ts';
import { Plan } from './plan.svelte.ts';

it('a lead lays an errand into its own day alone, at any hour of it, and takes it out again', () => {
	const plan = new Plan(rounds({ errands: [errand(40)] }));
	const { subject } = errand(40);
	expect(plan.aside.map(({ id }) => id)).toContain(subject);
	expect(plan.send(subject, plan.days[2]!.id)).toBe('other_day');
	expect(plan.send(subject, plan.days[0]!.id)).toBeNull();
	const { days: changed, placed } = plan.written;
	expect(changed[0]!.stops.find((one) => one.subject === subject)).toMatchObject({
		kind: 'support',
		from: 450,
		to: 1020,
		service: 30
	});
	// It has no case to hear of a window.
	expect(placed).toEqual([]);
	plan.putAside(subject);
	expect(plan.changed).toEqual([]);
});
