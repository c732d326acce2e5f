import { expect, test } from 'vitest';
import { byDay } from './counting.ts';
import type { Days } from './notify.ts';

const one = (day: string, more: Partial<Days[number]> = {}): Days[number] => ({
	...{ day, purpose: 'evening', channel: 'sms', state: 'sent', count: 1, ...more }
});

test('a lead reads each day and way once, the newest day first, whatever the messages were about', () => {
	const rows = byDay([
		one('2026-11-25', { count: 3 }),
		one('2026-11-26', { channel: 'email', state: 'dead' }),
		one('2026-11-26', { purpose: 'confirmed', count: 2 }),
		one('2026-11-26', { state: 'claimed' }),
		one('2026-11-26', { state: 'pending', count: 4 }),
		one('2026-11-26', { count: 5 })
	]);
	expect(rows.map(({ id }) => id)).toEqual([
		'2026-11-26 email',
		'2026-11-26 sms',
		'2026-11-25 sms'
	]);
	expect(rows[1]).toMatchObject({ sent: 7, waiting: 5, dead: 0, unsure: 0, cancelled: 0 });
});

test('a day on which nothing went out has no row', () => {
	expect(byDay([])).toEqual([]);
});
