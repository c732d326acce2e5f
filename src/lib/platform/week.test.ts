import { describe, expect, it } from 'vitest';
import { readDay, readMinutes, readNumber } from './typed.ts';
import { readSpans, readWeek, typedWeek } from './week.ts';

describe('what officers type', () => {
	it.each([
		['7:30', 450],
		['07h30', 450],
		['730', 450],
		['7', 420],
		['7h', 420],
		['24:00', 1440],
		[' 13.30 ', 810]
	])('a time of day may be written as %s', (typed, minutes) => {
		expect(readMinutes(typed)).toBe(minutes);
	});

	it.each(['', 'sáng', '7:75', '25:00', '24:01', '7:3'])('"%s" is no time of day', (typed) => {
		expect(readMinutes(typed)).toBeNaN();
	});

	it('a number has a comma or a point, and nothing is not nought', () => {
		expect(readNumber('1,4')).toBe(1.4);
		expect(readNumber(' 25 ')).toBe(25);
		expect(readNumber('')).toBeNaN();
		expect(readNumber('1e3')).toBeNaN();
	});

	it('a day is written as people write it here', () => {
		expect(readDay('2/9/2027')).toBe('2027-09-02');
		expect(readDay('02-09-2027')).toBe('2027-09-02');
		expect(readDay('02092027')).toBe('2027-09-02');
		expect(readDay('2027-09-02')).toBe('2027-09-02');
		expect(readDay('mai')).toBe('mai');
	});
});

describe('shifts while a lead types them', () => {
	const saturday = [
		{ weekday: 6, from: 450, to: 660 },
		{ weekday: 6, from: 810, to: 1020 }
	];

	it('a week comes back as it was', () => {
		expect(readWeek('shifts', typedWeek(saturday), true)).toEqual({ spans: saturday, faults: [] });
	});

	it('a line left empty is no shift, and shifts come in the order of the day', () => {
		const typed = [
			{ from: '13:30', to: '17:00' },
			{ from: '', to: ' ' },
			{ from: '7:30', to: '11:00' }
		];
		expect(readSpans('shifts', typed, true).spans).toEqual([
			{ from: 450, to: 660 },
			{ from: 810, to: 1020 }
		]);
	});

	it('each line that cannot be is named', () => {
		const typed = [
			{ from: 'sáng', to: '11:00' },
			{ from: '13:30', to: '13:00' },
			{ from: '8:00', to: '10:00' },
			{ from: '9:00', to: '11:00' }
		];
		expect(readSpans('shifts', typed, true).faults).toEqual([
			['shifts.0.from', 'bad_time'],
			['shifts.1.to', 'ends_early'],
			['shifts.3.from', 'overlap']
		]);
	});

	it('windows may overlap, but not begin together', () => {
		const typed = [
			{ from: '7:30', to: '9:30' },
			{ from: '8:30', to: '10:30' },
			{ from: '7:30', to: '10:30' }
		];
		expect(readSpans('windows', typed, false).faults).toEqual([['windows.2.from', 'overlap']]);
	});
});
