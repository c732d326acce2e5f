import { describe, expect, it } from 'vitest';
import type { Readiness } from './officer-booking.ts';
import { byWords, readyLines, wantsCall } from './officer-readiness.ts';

const all = { power: 'yes', seat: 'yes', papers: 'yes', home: 'yes' } as const;
const said = (over: Partial<Readiness> = {}): Readiness => ({
	answers: all,
	by: 'citizen',
	officer: null,
	at: '2026-11-27T16:05:00+07:00',
	...over
});

describe('an officer on the day before a visit', () => {
	it('reads in one line that all is ready, or what is missing and what is unclear', () => {
		expect(readyLines(all)).toEqual(['Đã sẵn sàng: điện, bàn ghế, giấy tờ, người ở nhà']);
		expect(
			readyLines({ power: 'not_yet', seat: 'yes', papers: 'not_yet', home: 'unsure' })
		).toEqual(['Chưa có: điện, giấy tờ', 'Chưa rõ: người ở nhà']);
	});

	it('is asked to call where the family lacks something, until somebody has spoken with them', () => {
		const answers = { ...all, home: 'unsure' } as const;
		const officer = { id: crypto.randomUUID(), name: 'Lê Thị Minh Họa' };
		expect(wantsCall(said())).toBe(false);
		expect(wantsCall(said({ answers }))).toBe(true);
		expect(wantsCall(said({ answers, by: 'officer', officer }))).toBe(false);
	});

	it('reads who said it, and when', () => {
		expect(byWords(said())).toBe('Gia đình trả lời trên trang, 16:05, 27/11/2026');
		const officer = { id: crypto.randomUUID(), name: 'Lê Thị Minh Họa' };
		expect(byWords(said({ by: 'officer', officer }))).toContain('Lê Thị Minh Họa');
	});
});
