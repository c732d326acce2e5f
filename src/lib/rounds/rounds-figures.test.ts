import { expect, it } from 'vitest';
import { tableOf } from './rounds-figures-table.ts';
import { datesOf, teamsOf, totalOf, type Driven } from './rounds-figures.ts';

const driven = (at: Partial<Driven>): Driven => ({
	team_day: '00000000-0000-4000-8000-000000000001',
	day: '2026-11-28',
	team_name: 'Tổ 1',
	planned: 8,
	served: 7,
	kept: 5,
	known: 6,
	travel: 96,
	driven: null,
	service: 160,
	spent: null,
	...at
});

it('a unit that has not driven yet has no shares, rather than bad ones', () => {
	expect(totalOf([])).toMatchObject({
		days: 0,
		perDay: null,
		kept: null,
		travelPerVisit: null,
		drivenPerVisit: null,
		spent: null
	});
});

it('a lead reads visits a day, minutes a visit and windows kept, each of the days that know it', () => {
	const days = [driven({}), driven({ served: 6, driven: 72, spent: 200 })];
	expect(totalOf(days)).toEqual({
		days: 2,
		planned: 16,
		served: 13,
		perDay: 6.5,
		travelPerVisit: 12,
		drivenPerVisit: 12,
		kept: 83,
		known: 12,
		spent: 125
	});
});

it('teams stand beside each other, and days in the order of the calendar', () => {
	const days = [
		driven({ day: '2026-11-29', team_name: 'Tổ 2', served: 9 }),
		driven({ served: 4 }),
		driven({ served: 3, team_name: 'Tổ 2' })
	];
	expect(teamsOf(days).map(({ name, served }) => [name, served])).toEqual([
		['Tổ 2', 12],
		['Tổ 1', 4]
	]);
	expect(datesOf(days).map(({ day, served }) => [day, served])).toEqual([
		['2026-11-28', 7],
		['2026-11-29', 9]
	]);
});

it('the file for a spreadsheet has a line for each day and each hamlet, and nobody’s name', () => {
	const waits = [{ place: 'hamlet:1', name: 'Thôn Tân Diêm', visits: 4, days: 12.5 }];
	const table = tableOf({ today: '2026-11-30', days: [driven({ driven: 72 })], waits });
	expect(table[1]).toEqual(['28/11/2026', 'Tổ 1', '8', '7', '6', '5', '96', '72', '160', '']);
	expect(table.at(-1)).toEqual(['Thôn Tân Diêm', '4', '12.5']);
	expect(table[0]).toHaveLength(table[1]!.length);
});
