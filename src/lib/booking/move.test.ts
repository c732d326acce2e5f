import { expect, it } from 'vitest';
import type { Offers } from './booking.ts';
import { elsewhere } from './move.svelte.ts';

const window = (token: string, from: number) => ({ token, from, to: from + 120, easy: false });
const offers: Offers = {
	unit: '21439',
	minutes: 40,
	days: [
		{ day: '2026-11-28', windows: [window('one', 450)] },
		{ day: '2026-11-29', windows: [window('two', 450), window('three', 810)] }
	],
	full: ['2026-12-05']
};
const tokens = ({ days }: Offers) =>
	days.map(({ windows }) => windows.map(({ token }) => token).join());

it('a family that moves is not offered the window it already has', () => {
	expect(tokens(elsewhere(offers, { day: '2026-11-29', from: 810, to: 930 }))).toEqual([
		'one',
		'two'
	]);
});

it('a day on which nothing but that window is free is left out', () => {
	const left = elsewhere(offers, { day: '2026-11-28', from: 450, to: 570 });
	expect(left.days.map(({ day }) => day)).toEqual(['2026-11-29']);
	expect(left.full).toEqual(['2026-12-05']);
});

it('a family that waits, or has another hour, is offered all that is free', () => {
	const all = ['one', 'two,three'];
	expect(tokens(elsewhere(offers, null))).toEqual(all);
	expect(tokens(elsewhere(offers, { day: '2026-11-28', from: 450, to: 540 }))).toEqual(all);
});
