import { describe, expect, it } from 'vitest';
import {
	explain,
	insert,
	schedule,
	share,
	solve,
	withStop,
	type TeamDay,
	type Travel
} from './index.ts';

describe('a new visit', () => {
	it('is refused with the reason', () => {
		const travel: Travel = (a, b) => (a === b ? 2 : 10);
		const shifts = [{ from: 450, to: 660 }];
		const promised = [
			{ id: 'bà Sáu', place: 'a', service: 90, window: { from: 450, to: 480 } },
			{ id: 'ông Tư', place: 'b', service: 90, window: { from: 550, to: 560 } }
		];
		const day: TeamDay = {
			id: 't',
			day: '2026-11-28',
			start: 'base',
			end: 'base',
			shifts,
			stops: promised
		};
		const stop = { id: 'new', place: 'c', service: 30 };
		const ask = (from: number, to: number, service = 30) =>
			explain(day, { ...stop, service }, { from, to }, travel);
		expect(ask(700, 800)).toEqual({ reason: 'outside_shift', blockers: [] });
		expect(ask(640, 700)).toEqual({ reason: 'too_long', blockers: [] });
		expect(ask(450, 660, 205)).toEqual({ reason: 'too_long', blockers: [] });
		expect(ask(450, 540)).toEqual({ reason: 'no_room', blockers: ['bà Sáu'] });
		const late = { ...promised[0]!, id: 'ông Năm', service: 200 };
		expect(
			explain({ ...day, stops: [late, ...promised] }, stop, { from: 450, to: 540 }, travel)
		).toEqual({
			reason: 'broken',
			blockers: []
		});
		expect(explain({ ...day, stops: [] }, stop, { from: 450, to: 540 }, travel)).toBeNull();
		expect(() => insert(day, { ...stop, id: 'bà Sáu' }, [], travel)).toThrow('known_stop');
	});

	it('is refused to a team that has not all that it requires, and shared out to one that has', () => {
		const travel: Travel = (a, b) => (a === b ? 2 : 10);
		const window = { from: 450, to: 570 };
		const stop = { id: 'bà Sáu', place: 'a', service: 30, requires: ['car', 'Hre interpreter'] };
		const plain: TeamDay = {
			id: 'on foot',
			day: '2026-11-28',
			start: 'base',
			end: 'base',
			shifts: [{ from: 450, to: 660 }],
			stops: []
		};
		const car = { ...plain, id: 'car', abilities: ['car'] };
		const both = { ...plain, id: 'both', abilities: ['Hre interpreter', 'kit', 'car'] };
		for (const day of [plain, car]) {
			expect(insert(day, stop, [window], travel)).toEqual([{ window, reason: 'unable' }]);
			expect(explain(day, stop, window, travel)).toEqual({ reason: 'unable', blockers: [] });
			// A promise that the team cannot keep any more, since its car is broken: nothing else is promised on top.
			const then = withStop(day, stop, window);
			expect(solve(then, travel)).toEqual({ reason: 'broken' });
			expect(schedule(then, [stop.id], travel)).toEqual({ late: stop.id });
		}
		expect(explain(both, stop, window, travel)).toBeNull();
		const waiter = { ...stop, days: 1, first: false, most: 1, kept: [], tried: [] };
		const days = [plain, car, both].map((plan) => ({ plan, windowsFor: () => [window] }));
		const shares = share(days, [waiter], () => travel, { limit: 21, newId: () => 'new' });
		expect(shares.map(({ day }) => day.plan.id)).toEqual(['both']);
	});

	it('never takes a way that the table does not know', () => {
		const day: TeamDay = {
			id: 't',
			day: '2026-11-28',
			start: 'base',
			end: 'base',
			shifts: [{ from: 450, to: 660 }],
			stops: []
		};
		for (const unknown of [NaN, Infinity, -5]) {
			const answers = insert(
				day,
				{ id: 'new', place: 'a', service: 30 },
				[{ from: 450, to: 570 }],
				() => unknown
			);
			expect(answers[0]).toMatchObject({ reason: 'too_long' });
		}
		const [half] = insert(
			day,
			{ id: 'new', place: 'a', service: 30 },
			[{ from: 450, to: 570 }],
			() => 7.2
		);
		expect(half).toMatchObject({ detour: 16 });
	});
});
