import { describe, expect, it } from 'vitest';
import { limitOf, stillWords } from './clock-words.ts';
import type { ClockOfCase } from './clocks-queue.ts';

const clock = (more: Partial<ClockOfCase> = {}): ClockOfCase => ({
	clock: 'visit',
	started_at: '2026-11-20T02:00:00Z',
	due_at: '2026-12-11T02:00:00Z',
	stopped_at: null,
	stopped_why: null,
	paused_at: null,
	minutes_left: null,
	reason: null,
	amount: 21,
	measure: 'days',
	before: null,
	source: '',
	unsure: null,
	...more
});
const paused = (minutes_left: number, measure: ClockOfCase['measure'] = 'days') =>
	stillWords(clock({ paused_at: '2026-11-23T02:00:00Z', minutes_left, measure }));

describe('how a clock stands', () => {
	it('says nothing of one that runs: what is left of it says it', () => {
		expect(stillWords(clock())).toBeNull();
	});

	it.each([
		[18 * 1440, 'days', 'còn 18 ngày'],
		[18 * 1440 - 1, 'days', 'còn 18 ngày'],
		[1440 + 1439, 'days', 'còn 48 giờ'],
		[40, 'hours', 'còn 40 phút'],
		[2160, 'working_days', 'còn 1,5 ngày làm việc'],
		[600, 'working_days', 'còn 10 giờ'],
		[0, 'months', 'còn 0 phút']
	] as const)('tells what a paused one has left: %i minutes of %s', (minutes, measure, words) => {
		expect(paused(minutes, measure)).toBe(`tạm dừng từ 09:00, 23/11/2026, ${words}`);
	});

	it('tells an aim that was met from a limit that something else replaced', () => {
		const stopped_at = '2026-11-23T02:00:00Z';
		expect(stillWords(clock({ stopped_at }))).toBe('xong lúc 09:00, 23/11/2026');
		expect(stillWords(clock({ stopped_at, stopped_why: 'replaced' }))).toContain('gia hạn');
		expect(stillWords(clock({ stopped_at, stopped_why: 'unclassified' }))).toContain('phân loại');
	});

	it('says from when a limit is counted, or from where back', () => {
		expect(limitOf(clock({ amount: 3, measure: 'working_days' }))).toBe(
			'3 ngày làm việc, tính từ 09:00, 20/11/2026'
		);
		expect(limitOf(clock({ amount: 5, before: 'decide, complex' }))).toBe(
			'5 ngày trước khi hết hạn giải quyết vụ việc phức tạp'
		);
	});
});
