import { describe, expect, it } from 'vitest';
import { visitState } from '#contracts/basics.ts';
import { calendarFile } from './calendar.ts';
import type { Opened } from './lookup.ts';
import { kindOfState, reasonOptions, reasonWords, stateText, stateTitle } from './states.ts';
import { timelineWords } from './timeline.ts';

const found = (over: Partial<Opened>) =>
	({ state: 'held', kind: 'home_visit', question: null, ...over }) as Opened;
const happened = (code: string, data: Record<string, unknown> = {}, body: string | null = null) =>
	timelineWords({ at: '2026-11-23T07:00:00+07:00', code, data, body });

describe('what a resident reads about their case', () => {
	it('is in words for every state that a case can have, and every reason to end it', () => {
		for (const state of visitState.options) {
			expect(stateTitle(found({ state })), state).toBeTruthy();
			expect(stateText(found({ state })), state).toBeTruthy();
			expect(kindOfState(state), state).toBeTruthy();
		}
		const officers = ['not_eligible', 'unreachable'];
		const reasons = [...reasonOptions(found({})).map(({ value }) => value), ...officers];
		expect(new Set(reasons.map(reasonWords)).size).toBe(8);
		expect(reasonWords('of_tomorrow')).toBeNull();
	});

	it('says first of all that an officer waits for an answer', () => {
		const question = { id: crypto.randomUUID(), at: '2026-11-23T07:00:00+07:00', body: 'Nhà nào?' };
		expect(stateTitle(found({ question }))).not.toBe(stateTitle(found({})));
	});

	it('offers no reason about being at home to somebody who asked for a call', () => {
		const reasons = (kind: Opened['kind']) =>
			reasonOptions(found({ kind })).map((one) => one.value);
		expect(reasons('home_visit')).toContain('cannot_be_home');
		expect(reasons('call_back')).not.toContain('cannot_be_home');
		expect(reasons('call_back')).toContain('person_died');
	});

	it('shows each call with what came of it, and when the next one is', () => {
		const outcomes = ['answered', 'no_answer', 'wrong_number', 'call_again'];
		const titles = outcomes.map((one) => happened('call', { outcome: one, again_at: null }).title);
		expect(new Set(titles).size).toBe(4);
		const later = happened('call', {
			outcome: 'call_again',
			again_at: '2026-11-25T02:00:00+00:00'
		});
		expect(later.body).toContain('09:00, 25/11/2026');
	});

	it('shows proposed and promised windows as days and hours, and what the officer said', () => {
		const window = { day: '2026-11-28', from: 450, to: 570 };
		expect(happened('confirm', { window }).body).toBe('Thứ Bảy, 28/11, 07:30 đến 09:30');
		expect(happened('propose', { windows: [window] }, 'Sáng có rảnh không?').body).toBe(
			'Sáng có rảnh không?\nThứ Bảy, 28/11, 07:30 đến 09:30'
		);
	});

	it('survives events of a later version of the portal', () => {
		expect(happened('something_new', { window: 'odd' }).title).toBeTruthy();
		expect(happened('confirm', { window: 'odd' }).body).toBeNull();
	});
});

it('the calendar entry is the same one in its next version, and tells no name and no code', () => {
	const file = calendarFile({
		reference: 'ĐP-26-0412',
		window: { day: '2026-11-28', from: 450, to: 570 },
		sequence: 3,
		unit: 'Công an phường Đức Phổ',
		place: null
	});
	expect(file).not.toContain('LOCATION');
	expect(file).toContain('SEQUENCE:3');
	expect(file).toContain('DTSTART:20261128T003000Z');
	expect(file).toContain('UID:%C4%90P-26-0412@gan-dan');
});

it('the calendar of somebody who comes to a gathering says where', () => {
	const file = calendarFile({
		reference: 'ĐP-26-0412',
		window: { day: '2026-11-28', from: 450, to: 570 },
		sequence: 1,
		unit: 'Công an phường Đức Phổ',
		place: 'Nhà văn hóa thôn'
	});
	expect(file).toContain('LOCATION:Nhà văn hóa thôn');
	expect(file).not.toContain('đến nhà');
});
