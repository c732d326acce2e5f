import { describe, expect, it } from 'vitest';
import { byClock, byOfficer } from './board.ts';
import type { ClockBoard, PauseRule } from './clocks-queue.ts';
import { byReason } from './rules.ts';

const minh = { id: 'm', name: 'Lê Thị Minh Họa' };
const lines: ClockBoard['lines'] = [
	{ officer: minh, kind: 'home_visit', clock: 'visit', late: 1, soon: 2, paused: 0 },
	{ officer: null, kind: 'home_visit', clock: 'visit', late: 0, soon: 1, paused: 3 },
	{ officer: null, kind: 'call_back', clock: 'call', late: 4, soon: 0, paused: 0 }
];

describe('the clocks of a unit for its lead', () => {
	it('are one line an officer, whose no case is last in the alphabet and first if it is latest', () => {
		expect(byOfficer(lines)).toMatchObject([
			{ key: 'nobody', late: 4, soon: 1, paused: 3 },
			{ key: 'm', late: 1, soon: 2, paused: 0 }
		]);
	});

	it('are one line a kind and clock, and lose nobody on the way', () => {
		expect(byClock(lines)).toMatchObject([
			{ key: 'call_back call', late: 4 },
			{ key: 'home_visit visit', late: 1, soon: 3, paused: 3 }
		]);
		const all = (sums: { late: number }[]) => sums.reduce((sum, { late }) => sum + late, 0);
		expect(all(byOfficer(lines))).toBe(all(byClock(lines)));
	});
});

describe('what may pause a clock', () => {
	const rule = (kind: string, clock: string, reason: string) =>
		({ kind, clock, reason, applies: true }) as PauseRule;

	it('stands under its reason, each kind of case for itself', () => {
		const groups = byReason([
			rule('crime_tip', 'decide', 'force_majeure'),
			rule('crime_tip', 'decide, complex', 'force_majeure'),
			rule('home_visit', 'visit', 'force_majeure')
		]);
		expect(groups.map(({ rules }) => rules.map(({ clock }) => clock))).toEqual([
			['decide', 'decide, complex'],
			['visit']
		]);
	});
});
