import { describe, expect, it } from 'vitest';
import { day, entry, id, row, stop } from './field-scene.ts';
import { fieldView } from './field-view.ts';
import { foresee, isToLeaveFor, roadsOf, slipping, underway } from './field-underway.ts';

/** The first house is being served since 07:40. */
const served = (more = {}) =>
	day({
		stops: [stop(2, { arrived: 460, progress: 'there', ...more }), ...day().stops.slice(1)]
	});

describe('where a team is', () => {
	it('stands at the house it came to, until its minutes are over', () => {
		expect(underway(served(), 465)).toMatchObject({ at: `hamlet:${id(702)}`, free: 480 });
	});

	it('is free no earlier than now, when a visit takes longer than it should', () => {
		expect(underway(served(), 495).free).toBe(495);
	});

	it('waits for the window when it was early', () => {
		expect(underway(served({ arrived: 440 }), 445).free).toBe(470);
	});

	it('starts from home before the day, and again after the break', () => {
		expect(underway(day(), 400)).toMatchObject({ at: 'unit:21439', free: 450 });
		const morning = day({
			stops: day().stops.map((one, index) =>
				index === 2
					? one
					: {
							...one,
							progress: 'done' as const,
							rows: [row(2, { attended: { began: 500, ended: 520 } })]
						}
			)
		});
		expect(underway(morning, 540).at).toBe(`hamlet:${id(703)}`);
		expect(underway(morning, 815)).toMatchObject({ at: 'unit:21439', free: 815 });
	});

	it('has no hour to keep for a card or an errand', () => {
		for (const kind of ['card', 'support'] as const) {
			const [rest] = underway(day({ stops: [stop(2, { kind })] }), 450).stops;
			expect(rest).not.toHaveProperty('window');
		}
	});
});

describe('a day that slips', () => {
	const one = (minute: number, seen = served()) => slipping(seen, minute).map(({ id }) => id);

	it('is quiet while every promise can be kept', () => {
		expect(one(470)).toEqual([]);
	});

	it('is noticed when the visit before takes so long that a window is missed', () => {
		expect(one(568)).toEqual([id(503)]);
	});

	it('is noticed when minutes are added', () => {
		expect(one(470, served({ service: 110 }))).toEqual([id(503)]);
	});

	it('is noticed when the last visit would end after the shift', () => {
		const seen = day({ stops: [stop(4, { from: 810, to: 1020, start: 820, service: 60 })] });
		expect(one(955, seen)).toEqual([id(504)]);
	});

	it('does not name again whom somebody has told already, unless it is later still', () => {
		const told = served({ service: 130 });
		const late = (start: number) => ({
			...told,
			stops: told.stops.map((stop, index) => (index === 1 ? { ...stop, late: true, start } : stop))
		});
		expect(one(470, late(600))).toEqual([]);
		expect(one(470, late(570))).toEqual([id(503)]);
	});

	it('knows of a road that is closed since the morning', () => {
		const seen = served();
		seen.ground.closed.push({
			from: `hamlet:${id(703)}`,
			to: null,
			minutes: 95,
			from_day: '2026-11-28',
			to_day: '2026-11-28'
		});
		expect(one(470, seen)).toEqual([id(503)]);
		seen.ground.closed[0]!.to_day = '2026-11-27';
		expect(one(470, seen)).toEqual([]);
	});

	it('visits those who are late all the same, and the others after them', () => {
		const seen = foresee(underway(served(), 568), roadsOf(day()));
		expect(seen.map(({ late }) => late)).toEqual([true, false]);
		// The afternoon begins at home.
		expect(seen[1]!.arrive).toBeGreaterThan(810);
	});
});

describe('that a team sets out', () => {
	const asked = (of: ReturnType<typeof day>) =>
		of.stops.filter((one) => isToLeaveFor(of, one)).map(({ subject }) => subject);

	it('is asked before the first house of a shift alone: of the others the house before tells', () => {
		expect(asked(day())).toEqual([id(502)]);
		const [first, second, third] = day().stops;
		const done = { progress: 'done' } as const;
		expect(asked(day({ stops: [{ ...first!, ...done }, second!, third!] }))).toEqual([]);
		const noon = [{ ...first!, ...done }, { ...second!, ...done }, third!];
		expect(asked(day({ stops: noon }))).toEqual([id(504)]);
	});

	it('is not asked again once it was said, nor where they stand before the door', () => {
		const said = fieldView(day(), [entry('rounds_leave', 441, { subject: id(502) })]);
		expect(said.stops[0]).toMatchObject({ left: 441, arrived: null, progress: null });
		expect(asked(said)).toEqual([]);
		expect(asked(fieldView(day(), [entry('rounds_arrive', 455, { subject: id(502) })]))).toEqual(
			[]
		);
	});

	it('is asked on a day that an older app has kept, which knows of no departures', () => {
		const [{ left: _left, ...old }, ...rest] = day().stops as [
			ReturnType<typeof stop>,
			...ReturnType<typeof stop>[]
		];
		expect(asked(day({ stops: [old as ReturnType<typeof stop>, ...rest] }))).toEqual([id(502)]);
	});
});
