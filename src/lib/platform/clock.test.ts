import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
	clockOffset,
	dayOf,
	formatDate,
	formatDay,
	formatMoment,
	formatMoney,
	formatPhone,
	formatWindow,
	latest,
	learnTime,
	now
} from './clock.ts';
import { formatLeft } from './left.ts';

const DAY = 86_400_000;

describe('the clock of the portal', () => {
	beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-11-23T03:00:00Z') }));
	afterEach(() => {
		learnTime(new Date().toUTCString(), Date.now(), Date.now());
		vi.useRealTimers();
	});

	it.each([
		['a day ahead', DAY],
		['ten minutes ahead', 600_000],
		['ten minutes behind', -600_000],
		['a day behind', -DAY]
	])('a device that is %s is put right by the first answer', (_, wrong) => {
		const right = Date.now();
		const at = right + wrong;
		vi.setSystemTime(at);
		learnTime(new Date(right).toUTCString(), at, at);
		expect(Math.abs(now().getTime() - right)).toBeLessThan(1_000);
		expect(dayOf(now())).toBe('2026-11-23');
		// What is kept for ten minutes is kept for ten.
		expect(formatLeft(new Date(right + 600_000).toISOString(), now()).text).toBe('còn 10 phút');
	});

	it('a server that turns it back makes nothing younger that has run out', () => {
		const at = Date.now();
		learnTime(new Date(at - 9 * DAY).toUTCString(), at, at);
		expect(dayOf(now())).toBe('2026-11-14');
		expect(dayOf(latest())).toBe('2026-11-23');
		learnTime(new Date(at + DAY).toUTCString(), at, at);
		expect(dayOf(latest())).toBe('2026-11-24');
	});

	it('a device that is right enough is left alone, and a missing header teaches nothing', () => {
		const at = Date.now();
		learnTime(new Date(at).toUTCString(), at - 200, at);
		learnTime(null, at, at);
		expect(clockOffset()).toBe(0);
	});
});

describe('habits of the language', () => {
	it('a day, a window and a moment read as people say them', () => {
		expect(formatDay('2026-11-28')).toBe('Thứ Bảy, 28/11');
		expect(formatWindow({ day: '2026-11-29', from: 450, to: 570 })).toBe(
			'Chủ Nhật, 29/11, 07:30 đến 09:30'
		);
		expect(formatDate('2026-11-05')).toBe('05/11/2026');
		expect(formatMoment('2026-11-28T17:30:00Z')).toBe('00:30, 29/11/2026');
	});

	it('a clock says what is left and what is late', () => {
		const at = new Date('2026-11-23T03:00:00Z');
		expect(formatLeft('2026-11-23T06:00:00Z', at)).toEqual({
			text: 'còn 3 giờ',
			late: false,
			soon: true
		});
		expect(formatLeft('2026-11-23T02:25:00Z', at)).toEqual({
			text: 'quá 35 phút',
			late: true,
			soon: false
		});
		expect(formatLeft('2026-11-28T03:00:00Z', at).text).toBe('còn 5 ngày');
	});

	it('telephones are grouped, short numbers stay, money has its dots', () => {
		expect(formatPhone('+84900000101')).toBe('0900 000 101');
		expect(formatPhone('02550000000')).toBe('0255 000 0000');
		expect(formatPhone('113')).toBe('113');
		expect(formatMoney(484_000_000)).toBe('484.000.000 đồng');
	});
});
