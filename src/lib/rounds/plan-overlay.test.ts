import { describe, expect, it } from 'vitest';
import { place, planDay, rounds, stop, sunday, waiting } from './plan-examples.ts';
import { Plan } from './plan.svelte.ts';

const days = (plan: Plan) => plan.days;
const ids = (plan: Plan, at: number) => plan.list(days(plan)[at]!).map(({ id }) => id);
const one = stop(1).subject;
const two = stop(2).subject;
const three = stop(3).subject;
const waiter = waiting(20).subject;

describe('a plan that a colleague changed meanwhile', () => {
	const changed = (stops: Parameters<typeof planDay>[1]) => {
		const now = rounds();
		return { ...now, days: [{ ...now.days[0]!, version: 2, stops }, ...now.days.slice(1)] };
	};

	it('takes the lead’s changes again where they fit, on the new version', () => {
		const plan = new Plan(rounds());
		plan.send(two, days(plan)[1]!.id);
		plan.send(waiter, days(plan)[2]!.id);
		plan.renew(changed([...rounds().days[0]!.stops, stop(5, { from: 900, to: 1020 })]));
		expect(ids(plan, 0)).toEqual([one, three, stop(5).subject]);
		expect(ids(plan, 1)).toContain(two);
		expect(ids(plan, 2)).toEqual([waiter]);
		expect(plan.lost).toEqual([]);
		expect(plan.written.days[0]).toMatchObject({ version: 2 });
		plan.undo();
		expect(plan.changed).toEqual([]);
	});

	it('says which changes found no place: gone, changed by them too, or no room', () => {
		const plan = new Plan(rounds());
		plan.send(two, days(plan)[1]!.id);
		plan.send(waiter, days(plan)[2]!.id);
		const full = stop(6, { from: 450, to: 570, service: 200, place: place(1) });
		const now = changed([stop(1), stop(3)]);
		plan.renew({
			...now,
			days: [
				now.days[0]!,
				{ ...now.days[1]!, stops: [stop(2, { place: place(2), from: 540, to: 660 }), stop(4)] },
				planDay(3, [full], { day: sunday, shifts: [{ from: 450, to: 660 }] })
			]
		});
		expect(plan.lost.map(({ fact, why }) => [fact?.id, why])).toEqual([
			[two, 'theirs'],
			[waiter, 'no_room']
		]);
		plan.heard();
		expect(plan.lost).toEqual([]);
		const other = new Plan(rounds());
		other.send(waiter, days(other)[2]!.id);
		other.renew({ ...rounds(), unplaced: [] });
		expect(other.lost.map(({ why }) => why)).toEqual(['gone']);
	});

	it('keeps an order of the lead’s around a newcomer', () => {
		const plan = new Plan(rounds());
		plan.lift(one);
		plan.carry(days(plan)[0]!.id, 1);
		plan.drop();
		plan.renew(
			changed([
				stop(1, { place: place(1) }),
				stop(5, { place: place(1) }),
				stop(2, { place: place(2) }),
				stop(3, { place: place(3), from: 810, to: 930 })
			])
		);
		expect(ids(plan, 0)).toEqual([two, one, stop(5).subject, three]);
	});

	it('keeps what was laid when a team’s abilities are written', () => {
		const plan = new Plan(rounds());
		plan.send(two, days(plan)[1]!.id);
		plan.amend((now) => ({
			...now,
			days: now.days.map((day) => ({ ...day, abilities: ['small_kit' as const] }))
		}));
		expect(ids(plan, 1)).toContain(two);
		expect(plan.canUndo).toBe(true);
	});
});
