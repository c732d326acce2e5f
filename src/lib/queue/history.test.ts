import { describe, expect, it } from 'vitest';
import { groupsOf } from './groups.ts';
import { historyOf } from './history.ts';
import type { Event, Row, WholeCase } from './queue.ts';

const event = (code: string, at: string, more: Partial<Event> = {}) =>
	({ id: at, at, code, officer: null, by: 'officer', data: {}, body: null, ...more }) as Event;
const officer = { id: 'officer-1', name: 'Lê Thị Minh Họa' };
const told = (events: Event[], notes: WholeCase['notes'] = []) => historyOf({ events, notes });

describe('the history of a case', () => {
	it('tells events and notes in one line of time, newest first', () => {
		const note = { id: 'n', at: '2026-11-23T02:00:00Z', officer, body: 'Nghe kém' };
		const all = told(
			[
				event('received', '2026-11-23T01:00:00Z', { by: 'citizen', data: { channel: 'web' } }),
				event('confirm', '2026-11-23T03:00:00Z', { officer })
			],
			[note]
		);
		expect(all.map(({ title }) => title)).toEqual([
			'Xác nhận lịch',
			'Ghi chú nội bộ',
			'Nhận yêu cầu'
		]);
		expect(all.map(({ by }) => by)).toEqual([officer.name, officer.name, 'Gia đình']);
	});

	it('says of a call how it ended and when it is tried again', () => {
		const data = { outcome: 'no_answer', again_at: '2026-11-23T07:00:00Z' };
		const [call] = told([event('call', '2026-11-23T01:00:00Z', { officer, data })]);
		expect(call?.title).toBe('Gọi điện: không nghe');
		expect(call?.body).toBe('Gọi lại lúc 14:00, 23/11/2026');
	});

	it('says which clocks stood still, why, and by which document', () => {
		const document = { number: '15/QĐ-CSĐT', day: '2026-11-20', granted_by: 'agency' };
		const [extended, paused, given] = told([
			event('return', '2026-11-23T01:00:00Z', { data: { fields: ['phone', 'birth'] } }),
			event('clock_pause', '2026-11-23T02:00:00Z', {
				by: 'system',
				data: { reason: 'returned', clocks: ['visit'] }
			}),
			event('clock_extend', '2026-11-23T03:00:00Z', {
				officer,
				data: { started: ['decide, complex', 'ask for extension'], document }
			})
		]);
		expect(extended).toMatchObject({
			title: 'Gia hạn, bắt đầu: giải quyết vụ việc phức tạp, đề nghị Viện kiểm sát gia hạn',
			body: 'Văn bản 15/QĐ-CSĐT, ngày 20/11/2026, cơ quan điều tra'
		});
		expect(paused).toMatchObject({
			title: 'Tạm dừng thời hạn: đến nhà',
			body: 'Chờ gia đình sửa hồ sơ'
		});
		expect(given?.title).toBe('Trả lại để sửa số điện thoại, ngày sinh');
	});

	it('says that words were erased, and shows a code of tomorrow as it is', () => {
		const note = { id: 'n', at: '2026-11-23T02:00:00Z', officer, body: null };
		expect(told([], [note])[0]?.body).toBe('Đã xóa vì hết hạn lưu');
		expect(told([event('telepathy', '2026-11-23T01:00:00Z')])[0]?.title).toBe('telepathy');
	});
});

describe('the list by when things are due', () => {
	const now = new Date('2026-11-23T09:00:00+07:00');
	const row = (due_at: string | null, state = 'held') =>
		({ id: `${due_at}`, due_at, state }) as Row;

	it("follows the officer's day, not Greenwich's", () => {
		const rows = [
			row('2026-11-23T08:59:00+07:00'),
			row('2026-11-23T23:59:00+07:00'),
			row('2026-11-24T00:01:00+07:00')
		];
		expect(groupsOf(rows, now).map(({ is }) => is)).toEqual(['late', 'today', 'later']);
	});

	it('keeps ended cases apart from those without a clock', () => {
		const rows = [row(null, 'done'), row(null)];
		expect(groupsOf(rows, now).map(({ is }) => is)).toEqual(['none', 'ended']);
	});
});
