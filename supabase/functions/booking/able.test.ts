/** A visit that needs a car, a woman officer or somebody who speaks Hre is promised with no team that lacks it. */
import { expect, test } from 'vitest';
import { placeIn, placements } from './plan.ts';
import { offersFor } from './tend.ts';
import { area, hamlet, saturday, snapshotOf, teamDay, uuid } from './testing.ts';

const visit = {
	area,
	hamlet: null,
	minutes: 20,
	channel: 'web' as const,
	people: 1,
	subject: null
};
const window = { day: saturday, from: 450, to: 570 };
const place = `hamlet:${hamlet}`;
const able = teamDay({ id: uuid(2), abilities: ['car'] });
const without = teamDay({ id: uuid(3) });

test('windows are of the teams that have what the visit needs', () => {
	const teams = (requires: string[]) =>
		new Set(
			placements(snapshotOf([without, able], { place, requires }), visit).found.map(
				({ plan }) => plan.team_day
			)
		);
	expect(teams(['car'])).toEqual(new Set([able.id]));
	expect(teams(['car', 'woman_officer'])).toEqual(new Set());
	expect(teams([]).size).toBeGreaterThan(0);
});

test('nobody is moved to a team that lacks it, whatever window is asked for', () => {
	expect(
		placeIn(snapshotOf([without], { place, requires: ['car'] }), { ...visit, ...window }, uuid(9))
	).toBeNull();
	expect(
		placeIn(snapshotOf([able], { place, requires: ['car'] }), { ...visit, ...window }, uuid(9))
	).not.toBeNull();
});

test('a place that became free is kept for nobody whom its team cannot serve', () => {
	const waiting = {
		case: uuid(4),
		area,
		place,
		minutes: 20,
		pool: 'web' as const,
		why: 'waitlist' as const,
		days: 3,
		kept: [],
		tried: []
	};
	const offers = (requires: string[]) =>
		offersFor(
			snapshotOf([without]),
			{ waiting: [{ ...waiting, requires }], limit_days: 21, first_choices: 3 },
			() => uuid(8),
			5
		);
	expect(offers(['interpreter_hre'])).toEqual([]);
	expect(offers([])).toHaveLength(1);
});
