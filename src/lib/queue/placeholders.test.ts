import { describe, expect, it } from 'vitest';
import { appended, filled, offeredIn } from './placeholders.ts';
import type { WholeCase } from './queue.ts';
import type { Replies, Reply } from './replies-queue.ts';

const reply = (id: string, more: Partial<Reply> = {}): Reply => ({
	...{ id, kind: 'home_visit', form: 'ask', states: [], language: 'vi', title: id, body: 'Chào' },
	...{ retired: false, ...more }
});
const whole = (window: object | null) =>
	({
		row: {
			...{ kind: 'home_visit', state: 'held', reference: 'ĐN-26-0412' },
			...{ received_at: '2026-11-20T02:00:00Z', area: { code: '21439', name: 'Đức Phổ' } }
		},
		visit: { window, people: [{ outcome: null }, { outcome: 'died' }] }
	}) as unknown as WholeCase;
const unit = { name: 'Công an phường Minh Họa', hotline: '0900 000 101' };
const all = (...replies: Reply[]): Replies => ({ unit, officer: 'Lê Minh Họa', replies });
const held = whole({ day: '2026-11-28', from: 450, to: 570 });

describe('a reply that lies ready', () => {
	it('is filled in from the case', () => {
		const body = '{ten_don_vi}, {so_ho_so}, {xa_phuong}, {so_nguoi} người, {khung_gio}';
		const { offered } = offeredIn(all(reply('a', { body })), held, 'ask', 'vi');
		expect(offered[0]?.text).toBe(
			'Công an phường Minh Họa, ĐN-26-0412, Đức Phổ, 1 người, Thứ Bảy, 28/11, 07:30 đến 09:30'
		);
	});

	it('is not offered where the case has not what it names, and the officer hears of it', () => {
		const replies = all(reply('a', { body: 'Giờ {khung_gio}' }), reply('b'));
		const { offered, unfillable } = offeredIn(replies, whole(null), 'ask', 'vi');
		expect(offered.map(({ id }) => id)).toEqual(['b']);
		expect(unfillable).toBe(1);
	});

	it('is of this form, kind and state, in the officer’s language first', () => {
		const replies = all(
			reply('en', { language: 'en' }),
			reply('vi'),
			reply('other form', { form: 'return' }),
			reply('other kind', { kind: 'call_back' }),
			reply('other state', { states: ['confirmed'] }),
			reply('this state', { states: ['held'] })
		);
		const ids = (language: 'vi' | 'en') =>
			offeredIn(replies, held, 'ask', language).offered.map(({ id }) => id);
		expect(ids('vi')).toEqual(['vi', 'this state', 'en']);
		expect(ids('en')).toEqual(['en', 'vi', 'this state']);
	});

	it('never leaves a brace behind, and loses nothing that was typed', () => {
		expect(filled('{so_ho_so} {ho_ten}', { so_ho_so: 'A' })).toBeNull();
		expect(appended('', 'Chào')).toBe('Chào');
		expect(appended('Nhà có chó. ', 'Chào')).toBe('Nhà có chó.\nChào');
	});
});
