import { describe, expect, it } from 'vitest';
import { readDayOfYear, yearlyUrgency, yearlyWords } from './yearly-words.ts';
import type { YearlyClock } from './yearly-fund.ts';

const clock = (days: number): YearlyClock => ({
	...{ year: 2026, due: '2027-03-31', days, from_month: '2026-09-01' }
});

describe('a treasurer whose year is to be published', () => {
	it('reads how many days are left, or how late it is', () => {
		expect(yearlyWords(clock(12))).toBe('Công khai năm 2026: còn 12 ngày');
		expect(yearlyWords(clock(0))).toBe('Công khai năm 2026: hôm nay là ngày cuối');
		expect(yearlyWords(clock(-3))).toBe('Công khai năm 2026: quá 3 ngày');
	});

	it('is reminded in the last thirty days, and not late on the day itself', () => {
		expect([31, 30, 0, -1].map((days) => yearlyUrgency(clock(days)))).toEqual([
			...['far', 'soon', 'soon', 'late']
		]);
	});
});

describe('a lead who sets the day', () => {
	it('types it as they write it', () => {
		for (const typed of ['31/3', ' 31-03 ', '31.3', '31 / 3', '31 tháng 3', '31 3'])
			expect(readDayOfYear(typed), typed).toEqual({ day: 31, month: 3 });
	});

	it('is asked again for what is no day of every year, or no day at all', () => {
		for (const typed of ['29/2', '31/4', '0/1', '1/13', '', '31', 'cuối tháng 3', '31/3/2027'])
			expect(readDayOfYear(typed), typed).toBeNull();
	});
});
