import { describe, expect, it } from 'vitest';
import type { Stop, TeamDay } from './lead-booking.ts';
import { brokenStops, byDay, freeMinutes, plusDays, usualShifts, webPlaces } from './lead-days.ts';

const stop = (start: number, finish: number): Stop => ({
	kind: 'visit',
	case: null,
	reference: `HV-${start}`,
	from: start,
	to: start + 120,
	start,
	finish,
	held: false,
	unconfirmed: false
});
const morning = { from: 450, to: 660 };
const afternoon = { from: 810, to: 1020 };
const early = stop(460, 485);
const late = stop(990, 1015);
const day = { shifts: [morning, afternoon], stops: [early, late] };
const kept = { closed: false, kit: 'kit', shifts: [morning, afternoon], places: 12 };

describe('a team-day in the eyes of its lead', () => {
	it('a new team works Saturday and Sunday, mornings from 07:30 and afternoons from 13:30', () => {
		expect(usualShifts).toEqual([
			{ weekday: 6, ...morning },
			{ weekday: 6, ...afternoon },
			{ weekday: 7, ...morning },
			{ weekday: 7, ...afternoon }
		]);
	});

	it('what is kept for the hotline and the ward is not on the web', () => {
		expect(webPlaces({ places: 12, reserved_hotline: 2, reserved_ward: 1 })).toBe(9);
	});

	it('time that nobody is served in is free', () => {
		expect(freeMinutes(day)).toBe(420 - 50);
	});

	it('an afternoon cut short names the family of that afternoon alone', () => {
		const change = { ...kept, shifts: [morning, { from: 810, to: 960 }] };
		expect(brokenStops(day, change)).toEqual([late]);
	});

	it('a closed day, and a day without a kit, names every family', () => {
		expect(brokenStops(day, { ...kept, closed: true })).toEqual([early, late]);
		expect(brokenStops(day, { ...kept, kit: null })).toEqual([early, late]);
	});

	it('when it is the way between that breaks, every family is named', () => {
		expect(brokenStops(day, { ...kept, places: 1 })).toEqual([early, late]);
	});

	it('teams of one day stand together', () => {
		const of = (date: string, team: string) => ({ day: date, team }) as TeamDay;
		const days = [of('2026-11-28', 'a'), of('2026-11-28', 'b'), of('2026-11-29', 'a')];
		expect(byDay(days).map((group) => group.teams.length)).toEqual([2, 1]);
	});

	it('days are counted over the end of a month', () => {
		expect(plusDays('2026-11-28', 7)).toBe('2026-12-05');
	});
});
