import { expect, it } from 'vitest';
import { momentOf } from './moment.ts';

const now = new Date('2026-11-26T16:59:00Z');

it.each([
	['27/11/2026', '7h30', { at: '2026-11-27T07:30:00+07:00' }],
	['2026-11-27', '0:05', { at: '2026-11-27T00:05:00+07:00' }],
	['26/11/2026', '23:59', { field: 'day', code: 'out_of_range' }],
	['27/11/2026', '0:00', { at: '2026-11-27T00:00:00+07:00' }],
	['31/11/2026', '8', { field: 'day', code: 'not_a_date' }],
	['mai', '8', { field: 'day', code: 'not_a_date' }],
	['', '8', { field: 'day', code: 'required' }],
	['27/11/2026', '', { field: 'hour', code: 'required' }],
	['27/11/2026', '24:00', { field: 'hour', code: 'bad_time' }],
	['27/11/2026', 'sáng', { field: 'hour', code: 'bad_time' }]
])('%s at %s is a moment to come, or what is wrong with it', (day, hour, read) =>
	expect(momentOf(day, hour, now)).toEqual(read)
);
