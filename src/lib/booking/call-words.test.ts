import { expect, it } from 'vitest';
import { callWords } from './call-words.ts';

const sunday = { day: '2026-11-29', from: 810, to: 930 };

it('a family whose visit is tomorrow is not told of a call that comes after it', () => {
	const said = callWords({ reply_by: '2026-12-02T07:00:00+07:00', window: sunday });
	expect(said).toBe('Cán bộ gọi trước khi đến');
	expect(callWords({ reply_by: '2026-11-29T06:30:00Z', window: sunday })).toBe(said);
});

it('a family whose visit is later is told by when it is called', () => {
	const window = { ...sunday, day: '2026-12-06' };
	const by = 'Cán bộ gọi trước 07:00, 02/12/2026';
	expect(callWords({ reply_by: '2026-12-02T07:00:00+07:00', window })).toBe(by);
	expect(callWords({ reply_by: '2026-12-02T07:00:00+07:00', window: null })).toBe(by);
	expect(callWords({ reply_by: '2026-11-29T06:29:00Z', window: sunday })).toBe(
		'Cán bộ gọi trước 13:29, 29/11/2026'
	);
});

it('a unit that promises no hour says that it calls', () => {
	expect(callWords({ reply_by: null, window: sunday })).toBe('Cán bộ gọi xác nhận');
});
