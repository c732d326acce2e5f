import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	addDays,
	ageOn,
	birth,
	birthProblem,
	formatDay,
	formatShortDay,
	formatTime,
	formatWindow,
	isDay,
	localDay,
	localMinutes,
	parseBirth,
	toInstant,
	weekday,
	weekdayName
} from './index.ts';

const anyDay = fc
	.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
	.map((at) => at.toISOString().slice(0, 10));

describe('a day as a resident reads it', () => {
	it('carries its weekday, in the habits of the language', () => {
		expect(formatDay('2026-11-28')).toBe('Thứ Bảy, 28/11');
		expect(formatDay('2026-11-29')).toBe('Chủ Nhật, 29/11');
		expect(formatDay('2026-03-01', 'vi', true)).toBe('Chủ Nhật, 01/03/2026');
		expect(formatDay('2026-11-28', 'en')).toBe('Saturday 28 November');
		expect(formatDay('2026-11-28', 'en', true)).toBe('Saturday 28 November 2026');
		expect(formatShortDay('2026-11-28')).toBe('28/11/2026');
		expect(formatShortDay('2026-11-28', 'en')).toBe('28 Nov 2026');
		expect(weekdayName(1)).toBe('Thứ Hai');
		expect(formatTime(450)).toBe('07:30');
		expect(formatWindow({ from: 810, to: 930 })).toBe('13:30–15:30');
	});

	it('is the day in Việt Nam, also when it is still yesterday in London', () => {
		expect(localDay(new Date('2026-11-27T16:59:59Z'))).toBe('2026-11-27');
		expect(localDay(new Date('2026-11-27T17:00:00Z'))).toBe('2026-11-28');
		expect(localMinutes(new Date('2026-11-27T17:00:00Z'))).toBe(0);
		expect(localMinutes(new Date('2026-11-28T00:30:59Z'))).toBe(450);
		expect(toInstant('2026-11-28', 450).toISOString()).toBe('2026-11-28T00:30:00.000Z');
	});

	it('agrees with the platform’s own calendar', () => {
		const name = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });
		const local = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Ho_Chi_Minh' });
		fc.assert(
			fc.property(anyDay, fc.integer({ min: 0, max: 1439 }), (day, minutes) => {
				expect(weekdayName(weekday(day), 'en')).toBe(name.format(new Date(`${day}T00:00:00Z`)));
				expect(addDays(addDays(day, 400), -400)).toBe(day);
				const at = toInstant(day, minutes);
				expect([localDay(at), localMinutes(at)]).toEqual([day, minutes]);
				if (day > '1980') expect(localDay(at)).toBe(local.format(at));
			})
		);
	});

	it('exists, or is refused', () => {
		expect(isDay('2024-02-29')).toBe(true);
		for (const no of ['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '28/11/2026', '']) {
			expect(isDay(no)).toBe(false);
		}
		expect(() => formatDay('2026-02-30')).toThrow('not_a_date');
	});
});

describe('when somebody was born', () => {
	const today = '2026-11-23';

	it('may be known by its year alone', () => {
		expect(birthProblem({ year: 1941 }, today)).toBeNull();
		expect(birthProblem({ year: 1941, month: 2, day: 28 }, today)).toBeNull();
		expect(birthProblem({ year: 2026, month: 11, day: 23 }, today)).toBeNull();
	});

	it('is refused with the field at fault', () => {
		expect(birthProblem({ year: 1899 }, today)).toEqual({ code: 'too_early', field: 'year' });
		expect(birthProblem({ year: 2027 }, today)).toEqual({ code: 'in_future', field: 'year' });
		expect(birthProblem({ year: 2026, month: 12 }, today)).toEqual({
			code: 'in_future',
			field: 'month'
		});
		expect(birthProblem({ year: 2026, month: 11, day: 24 }, today)).toEqual({
			code: 'in_future',
			field: 'day'
		});
		expect(birthProblem({ year: 1941, month: 13 }, today)).toEqual({
			code: 'not_a_date',
			field: 'month'
		});
		expect(birthProblem({ year: 1941, month: 2, day: 29 }, today)).toEqual({
			code: 'not_a_date',
			field: 'day'
		});
		expect(birthProblem({ year: 1941, day: 2 }, today)).toEqual({
			code: 'required',
			field: 'month'
		});
		const result = birth.safeParse({ year: 1941, month: 4, day: 31 });
		expect(result.error?.issues[0]).toMatchObject({ message: 'not_a_date', path: ['day'] });
		expect(birth.safeParse({ year: 1941, note: 1 }).success).toBe(false);
	});

	it('survives anything typed', () => {
		expect(parseBirth('1941')).toEqual({ year: 1941 });
		expect(parseBirth(' 3/1941 ')).toEqual({ year: 1941, month: 3 });
		expect(parseBirth('17 / 03 / 1941')).toEqual({ year: 1941, month: 3, day: 17 });
		expect(parseBirth('17.3.1941')).toEqual({ year: 1941, month: 3, day: 17 });
		expect(parseBirth('１９４１')).toEqual({ year: 1941 });
		expect(parseBirth('1941-03-17')).toEqual({ year: 1941, month: 3, day: 17 });
		for (const no of ['', '41', 'tuổi Tỵ', '17/3/41']) expect(parseBirth(no)).toBeNull();
		fc.assert(
			fc.property(fc.string(), (typed) => {
				const found = parseBirth(typed);
				if (found) birthProblem(found, today);
			})
		);
		fc.assert(fc.property(fc.anything(), (value) => void birth.safeParse(value)));
	});

	it('gives an age, or the two it may be', () => {
		expect(ageOn({ year: 2012, month: 11, day: 24 }, today)).toEqual({ least: 13, most: 13 });
		expect(ageOn({ year: 2012, month: 11, day: 23 }, today)).toEqual({ least: 14, most: 14 });
		expect(ageOn({ year: 2012 }, today)).toEqual({ least: 13, most: 14 });
		expect(ageOn({ year: 2020, month: 11 }, today)).toEqual({ least: 5, most: 6 });
		expect(ageOn({ year: 2012, month: 2, day: 29 }, '2026-02-28')).toEqual({ least: 13, most: 13 });
	});
});
