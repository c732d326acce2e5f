import { describe, expect, it } from 'vitest';
import { spokeLately } from './spoke.ts';

const me = '0192f0c0-0000-7000-8000-000000000001';
const other = '0192f0c0-0000-7000-8000-000000000002';
const now = new Date('2026-11-25T03:00:00Z');
const call = (over: object = {}) => ({
	at: '2026-11-25T02:45:00Z',
	code: 'call',
	officer: { id: me, name: 'Nguyễn Thị Trực' },
	data: { outcome: 'answered' } as Record<string, unknown>,
	...over
});

describe('a call back to the number on file', () => {
	it('counts when it was answered to this officer within half an hour', () => {
		expect(spokeLately([call()], me, now)).toBe(true);
	});

	it('does not when nobody answered, when it is long ago, or when a colleague spoke', () => {
		expect(spokeLately([call({ data: { outcome: 'no_answer' } })], me, now)).toBe(false);
		expect(spokeLately([call({ at: '2026-11-25T02:29:00Z' })], me, now)).toBe(false);
		expect(spokeLately([call()], other, now)).toBe(false);
		expect(spokeLately([call({ code: 'note' })], me, now)).toBe(false);
		expect(spokeLately([], me, now)).toBe(false);
	});
});
