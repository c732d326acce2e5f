import { expect, it } from 'vitest';
import { ThreeShifts } from './quick-exit.ts';

it('three presses of Shift in a row leave the page', () => {
	const shifts = new ThreeShifts();
	expect([0, 400, 800].map((at) => shifts.press('Shift', at))).toEqual([false, false, true]);
});

it('capitals in a name do not', () => {
	const shifts = new ThreeShifts();
	const typed = ['Shift', 'L', 'Shift', 'A', 'Shift'];
	expect(typed.map((key, n) => shifts.press(key, n * 100))).toEqual(Array(5).fill(false));
});

it('presses far apart do not', () => {
	const shifts = new ThreeShifts();
	expect([0, 1000, 2000].map((at) => shifts.press('Shift', at))).toEqual([false, false, false]);
});
