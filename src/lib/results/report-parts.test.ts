import { expect, test } from 'vitest';
import { barsOf, partsOf } from './report-parts.ts';
import { cellWords, changeWords, daysWords, periodWords, sinceWords } from './report-words.ts';
import { reported } from './testing-report.ts';

test('a reader finds each model with its figures, then what is no model', () => {
	expect(
		partsOf(reported()).map(({ model, programme, figures }) => [
			model?.name ?? programme,
			figures.map(({ figure }) => figure)
		])
	).toEqual([
		['Gần dân sát việc', ['people_home']],
		['Camera an ninh', []],
		['fund', ['given']],
		['tips', ['tips_kept']]
	]);
});

test('a bar is drawn for what is told and for nothing else', () => {
	expect(barsOf(reported().figures[0]!)).toEqual([
		{ word: 'now', value: 1240 },
		{ word: 'year_ago', value: 1240 }
	]);
});

test('a reader is told by how much a period differs where both are told, and of shares never', () => {
	const count = { measure: 'count' } as const;
	expect(changeWords(count, 1240, 1000)).toBe('+240');
	expect(changeWords(count, 5, 1005)).toBe('−1.000');
	expect(changeWords(count, 7, 7)).toBe('không đổi');
	expect(changeWords(count, 7, 'few')).toBeNull();
	expect(changeWords(count, 'few', 7)).toBeNull();
	expect(changeWords(count, 7, null)).toBeNull();
	expect(changeWords({ measure: 'percent' }, 85, 90)).toBeNull();
	expect(cellWords({ measure: 'percent' }, 85)).toBe('từ 85%');
	expect(cellWords({ measure: 'percent' }, 100)).toBe('100%');
	expect(cellWords(count, 'unpublished')).toBe('chưa công bố');
});

test('periods and beginnings are said as people write them', () => {
	expect(periodWords({ kind: 'month', year: 2026, nth: 8 })).toBe('Tháng 8 năm 2026');
	expect(periodWords({ kind: 'quarter', year: 2026, nth: 4 })).toBe('Quý IV năm 2026');
	expect(periodWords({ kind: 'year', year: 2026, nth: 1 })).toBe('Năm 2026');
	expect(daysWords({ from_day: '2026-07-15', to_day: '2026-08-14' })).toBe(
		'từ 15/07/2026 đến 14/08/2026'
	);
	expect(sinceWords({ since_year: 2022, since_month: 4 })).toBe('04/2022');
	expect(sinceWords({ since_year: 2022, since_month: null })).toBe('2022');
	expect(sinceWords({ since_year: null, since_month: null })).toBeNull();
});
