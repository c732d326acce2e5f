import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ways } from './anyday.ts';
import { fleets } from './anyfleet.ts';
import { brokenPromises } from './check.ts';
import { moved, why, type Fleet, type TeamDay, type Travel } from './index.ts';

const ten: Travel = (a, b) => (a === b ? 2 : 10);
const travelOn = () => ten;
const morning = { from: 450, to: 480 };
const team = (id: string, stops: TeamDay['stops'], rest: Partial<TeamDay> = {}): TeamDay => ({
	...{ id, day: '2026-11-28', start: 'base', end: 'base', stops },
	shifts: [{ from: 450, to: 660 }],
	...rest
});
const stop = (id: string, service = 30, window = morning) => ({ id, place: id, service, window });
const fleet: Fleet = {
	days: [
		team(
			'A',
			[stop('bà Sáu', 60), { ...stop('ông Tư', 30, { from: 450, to: 600 }), requires: ['car'] }],
			{
				abilities: ['car']
			}
		),
		team('B', [{ ...stop('ông Năm', 60), pinned: true }]),
		team('C', []),
		team('Sunday', [], { day: '2026-11-29' })
	],
	unplaced: [
		{
			id: 'chị Bảy',
			place: 'bà Sáu',
			service: 60,
			windows: [
				{ day: 'A', window: morning },
				{ day: 'C', window: morning },
				{ day: 'Sunday', window: { from: 700, to: 800 } },
				{ day: 'gone', window: morning }
			]
		}
	]
};

describe('why', () => {
	it('tells what each window costs somebody who waits, and whose promise stands in its way', () => {
		expect(why(fleet, 'chị Bảy', travelOn)).toEqual([
			{ day: 'A', window: morning, reason: 'no_room', blockers: ['bà Sáu'] },
			{ day: 'C', window: morning, detour: 20 },
			{ day: 'Sunday', window: { from: 700, to: 800 }, reason: 'outside_shift', blockers: [] }
		]);
	});

	it('tells of a promise what it costs on each team-day of its date, where it stands too', () => {
		const window = { from: 450, to: 600 };
		expect(why(fleet, 'ông Tư', travelOn)).toEqual([
			{ day: 'A', window, detour: 10 },
			{ day: 'B', window, reason: 'unable', blockers: [] },
			{ day: 'C', window, reason: 'unable', blockers: [] }
		]);
		expect(why(fleet, 'ông Năm', travelOn).map(({ day, reason }) => [day, reason])).toEqual([
			['A', 'pinned'],
			['B', undefined],
			['C', 'pinned']
		]);
		expect(() => why(fleet, 'nobody', travelOn)).toThrow('unknown_stop');
	});
});

describe('a drag', () => {
	it('puts a promise into another team’s day, in its window, and leaves the others where they are', () => {
		const found = moved(fleet, 'bà Sáu', 'C', travelOn);
		if (!('days' in found)) throw new Error('there is room');
		expect(found.days.map(({ id, stops }) => [id, ...stops.map((one) => one.id)])).toEqual([
			['A', 'ông Tư'],
			['C', 'bà Sáu']
		]);
		expect(found.days[1]!.stops[0]).toEqual(stop('bà Sáu', 60));
	});

	it('puts a visit that had no window into the cheapest one of the day', () => {
		const found = moved(fleet, 'chị Bảy', 'C', travelOn);
		expect(found).toMatchObject({
			days: [{ id: 'C', stops: [{ id: 'chị Bảy', window: morning }] }]
		});
	});

	it('says why it cannot be, and whose promise would break', () => {
		const refused = (id: string, day: string) => moved(fleet, id, day, travelOn);
		expect(refused('ông Tư', 'C')).toEqual({ reason: 'unable', broken: ['ông Tư'] });
		expect(refused('ông Năm', 'C')).toEqual({ reason: 'pinned', broken: ['ông Năm'] });
		expect(refused('bà Sáu', 'Sunday')).toEqual({ reason: 'other_day', broken: ['bà Sáu'] });
		expect(refused('chị Bảy', 'B')).toEqual({ reason: 'outside_shift', broken: ['chị Bảy'] });
		const full = refused('bà Sáu', 'B');
		expect(full).toMatchObject({ reason: 'no_room' });
		expect('broken' in full && ['bà Sáu', 'ông Năm']).toEqual(
			expect.arrayContaining('broken' in full ? full.broken : [])
		);
		expect(() => moved(fleet, 'bà Sáu', 'gone', travelOn)).toThrow('unknown_day');
	});

	it('mends a day that could not be kept, and is not stopped by what else is wrong there', () => {
		const both = [stop('bà Sáu', 60), stop('ông Năm', 60), stop('ông Sáu', 60)];
		const broken: Fleet = { days: [team('A', both), team('C', [])], unplaced: [] };
		const found = moved(broken, 'bà Sáu', 'C', travelOn);
		if (!('days' in found)) throw new Error('there is room');
		expect(found.days[0]!.plan.legs).toHaveLength(1);
		expect(found.days[0]!.stops.map(({ id }) => id).sort()).toEqual(['ông Năm', 'ông Sáu']);
		const back = moved(
			{ ...broken, days: [broken.days[0]!, team('C', [stop('x')])] },
			'x',
			'A',
			travelOn
		);
		expect(back).toMatchObject({ reason: 'broken' });
	});

	it('breaks no promise of the day where it ends, whatever the fleet', () => {
		let done = 0;
		fc.assert(
			fc.property(fleets, ways, fc.nat(20), fc.nat(3), (fleet, travel, who, to) => {
				const all = [...fleet.days.flatMap(({ stops }) => stops), ...fleet.unplaced];
				const { id } = all[who % all.length]!;
				const day = fleet.days[to % fleet.days.length]!;
				const found = moved(fleet, id, day.id, () => travel);
				if ('reason' in found) {
					expect(found.broken.length).toBeGreaterThan(0);
					return;
				}
				done++;
				const then = found.days.find((one) => one.id === day.id)!;
				expect(brokenPromises({ ...day, stops: then.stops }, then.plan, travel)).toEqual([]);
				const names = found.days.flatMap(({ stops }) => stops.map((one) => one.id));
				expect(names.filter((name) => name === id)).toHaveLength(1);
				const touched = fleet.days.filter((one) => found.days.some((now) => now.id === one.id));
				const before = touched.flatMap(({ stops }) => stops.map((one) => one.id));
				expect(new Set(names)).toEqual(new Set([...before, id]));
			}),
			{ numRuns: 300 }
		);
		expect(done).toBeGreaterThan(50);
	});
});
