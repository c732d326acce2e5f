import { describe, expect, it } from 'vitest';
import { card, place, planDay, rounds, saturday, stop, waiting } from './plan-examples.ts';
import { Plan } from './plan.svelte.ts';

const days = (plan: Plan) => plan.days;
const ids = (plan: Plan, at: number) => plan.list(days(plan)[at]!).map(({ id }) => id);
const [one, two, three, four] = [1, 2, 3, 4].map((number) => stop(number).subject) as [
	string,
	string,
	string,
	string
];
const waiter = waiting(20).subject;
const leg = `card:${card(30).subject}`;

describe('a lead who lays out a weekend', () => {
	it('sees the times, ways and slack of the order that stands', () => {
		const plan = new Plan(rounds());
		const times = plan.times(days(plan)[0]!);
		expect(times.stops.map(({ start, travel }) => [start, travel])).toEqual([
			[460, 10],
			[490, 10],
			[840, 30]
		]);
		// The second begins by 570 at the latest, so all before it may be 80 minutes later.
		expect(times.stops.map(({ slack }) => slack)).toEqual([80, 80, 90]);
		expect(plan.changed).toEqual([]);
		expect(plan.broken).toEqual([]);
	});

	it('moves a stop to another team of the day, and takes the step back and forth', () => {
		const plan = new Plan(rounds());
		plan.lift(two);
		plan.carry(days(plan)[1]!.id, 0);
		expect(ids(plan, 1)).toEqual([two, four]);
		expect(plan.drop()).toBe(true);
		expect(plan.changed).toHaveLength(2);
		plan.undo();
		expect(ids(plan, 0)).toEqual([one, two, three]);
		expect(plan.changed).toEqual([]);
		plan.redo();
		expect(ids(plan, 1)).toEqual([two, four]);
		expect(plan.canRedo).toBe(false);
	});

	it('is told at once whose window breaks, and by how many minutes', () => {
		const plan = new Plan(
			rounds({
				days: [
					planDay(1, [
						stop(1, { place: place(5), from: 450, to: 480, service: 30 }),
						stop(2, { place: place(1), from: 450, to: 570, service: 60 })
					])
				]
			})
		);
		const before = plan.broken;
		expect(before.map(({ fact, what }) => [fact.id, what])).toEqual([
			[one, { kind: 'window', minutes: 20 }]
		]);
		plan.lift(two);
		plan.carry(days(plan)[0]!.id, 0);
		expect(plan.broken.map(({ fact, what }) => [fact.id, what])).toEqual([
			[one, { kind: 'window', minutes: 80 }]
		]);
		plan.cancel();
		expect(plan.broken).toEqual(before);
		expect(plan.changed).toEqual([]);
	});

	it('is told when a service ends after the shift, and when a team lacks what a visit needs', () => {
		const plan = new Plan(
			rounds({
				days: [
					planDay(1, [
						stop(1, { place: place(1), from: 900, to: 1020, service: 110 }),
						stop(2, { place: place(1), from: 900, to: 1020, requires: ['car'] })
					]),
					planDay(2, [], { abilities: ['car'] })
				]
			})
		);
		expect(plan.broken.map(({ fact, what }) => [fact.id, what])).toEqual([
			[two, { kind: 'shift', minutes: 12 }],
			[two, { kind: 'unable', missing: ['car'] }]
		]);
		plan.send(two, days(plan)[1]!.id);
		expect(plan.broken).toEqual([]);
	});

	it('cannot give a promise another calendar day, nor move what is done or underway', () => {
		const plan = new Plan(rounds());
		plan.lift(one);
		plan.carry(days(plan)[2]!.id);
		expect(plan.lifted?.refused).toBe('other_day');
		expect(plan.drop()).toBe(false);
		const driving = new Plan(
			rounds({
				now: '2026-11-28T02:00:00Z',
				today: saturday,
				days: [planDay(1, [stop(1, { progress: 'there' }), stop(2)])]
			})
		);
		expect(driving.lift(one)).toBe(false);
		expect(driving.lift(two)).toBe(false);
	});

	it('cannot take a pinned stop from its team, but may move it within the day', () => {
		const plan = new Plan(
			rounds({
				days: [planDay(1, [stop(1, { pinned: true }), stop(2)]), planDay(2, [])]
			})
		);
		plan.lift(one);
		plan.carry(days(plan)[1]!.id);
		expect(plan.lifted?.refused).toBe('pinned');
		plan.carry(days(plan)[0]!.id, 1);
		expect(plan.lifted?.refused).toBeNull();
		expect(ids(plan, 0)).toEqual([two, one]);
	});

	it('promises a window to who waits, the one that fits the place where they were let go', () => {
		const plan = new Plan(rounds());
		expect(plan.aside.map(({ id }) => id)).toEqual([waiter, leg]);
		plan.lift(waiter);
		plan.carry(days(plan)[2]!.id);
		plan.drop();
		expect(plan.list(days(plan)[2]!)).toEqual([{ id: waiter, from: 450, to: 570 }]);
		plan.promise(waiter, { from: 900, to: 1020 });
		expect(plan.times(days(plan)[2]!).stops[0]!.start).toBe(900);
		expect(plan.written.placed).toEqual([{ case: waiting(20).case, version: 3 }]);
		plan.putAside(waiter);
		expect(plan.written.days).toEqual([]);
	});

	it('sends whole days, with the times that were shown, and only those that changed', () => {
		const plan = new Plan(rounds());
		plan.send(two, days(plan)[1]!.id);
		const { days: written, placed } = plan.written;
		expect(written.map(({ team_day, version }) => [team_day, version])).toEqual([
			[days(plan)[0]!.id, 1],
			[days(plan)[1]!.id, 1]
		]);
		expect(written[1]!.stops.map(({ subject, start }) => [subject, start])).toEqual([
			[two, 470],
			[four, 540]
		]);
		expect(placed).toEqual([]);
	});

	it('lays a card for any day, promised to nobody', () => {
		const plan = new Plan(rounds());
		plan.send(leg, days(plan)[2]!.id);
		expect(plan.list(days(plan)[2]!)).toEqual([{ id: leg, from: 450, to: 1020 }]);
		expect(plan.written.days[0]!.stops[0]).toMatchObject({
			subject: card(30).subject,
			kind: 'card'
		});
	});
});

describe('a lead whose hands are on the keys', () => {
	it('steps between places and teams, past days that a promise cannot have', () => {
		const plan = new Plan(rounds());
		plan.lift(one);
		plan.step('down');
		expect(ids(plan, 0)).toEqual([two, one, three]);
		plan.step('right');
		expect(ids(plan, 1)).toContain(one);
		plan.step('right');
		expect(plan.lifted?.refused).toBe('other_day');
		expect(ids(plan, 1)).toContain(one);
		plan.step('left');
		expect(ids(plan, 0)).toContain(one);
		plan.cancel();
		expect(ids(plan, 0)).toEqual([one, two, three]);
	});

	it('brings who waits from beside the plan into the first day', () => {
		const plan = new Plan(rounds());
		plan.lift(waiter);
		plan.step('right');
		expect(ids(plan, 0)).toContain(waiter);
		plan.step('right');
		expect(ids(plan, 1)).toContain(waiter);
	});
});
