import { describe, expect, it } from 'vitest';
import { Idle } from './idle.ts';
import { ThreeShifts } from './quick-exit.ts';

describe('a desk left alone', () => {
	const MINUTE = 60_000;

	it('closes after thirty minutes without a hand on it', () => {
		const idle = new Idle(30, 0);
		expect(idle.left(29 * MINUTE)).toBe(60);
		expect(idle.left(30 * MINUTE)).toBe(0);
	});

	it('stays open while somebody works in another tab, and an old word changes nothing', () => {
		const idle = new Idle(30, 0);
		idle.note(20 * MINUTE);
		idle.note(5 * MINUTE);
		expect(idle.left(30 * MINUTE)).toBe(20 * 60);
	});

	it('tells the server at most once a minute over all tabs', () => {
		const idle = new Idle(30, 0);
		expect(idle.shouldTell(0)).toBe(true);
		expect(idle.shouldTell(59_999)).toBe(false);
		idle.wasTold(59_999);
		expect(idle.shouldTell(61_000)).toBe(false);
		expect(idle.shouldTell(120_000)).toBe(true);
	});
});

describe('leaving in a hurry', () => {
	it('three presses of Shift within a second and a half', () => {
		const shifts = new ThreeShifts();
		expect([0, 500, 1_000].map((at) => shifts.press('Shift', at))).toEqual([false, false, true]);
	});

	it('somebody who types capitals, or slowly, is not thrown out', () => {
		const shifts = new ThreeShifts();
		expect(
			['Shift', 'A', 'Shift', 'B', 'Shift'].map((key, at) => shifts.press(key, at))
		).not.toContain(true);
		const slow = new ThreeShifts();
		expect([0, 2_000, 4_000].map((at) => slow.press('Shift', at))).not.toContain(true);
	});
});
