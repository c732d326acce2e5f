/** What a resident reads of a row, and above the rows. */
import { expect, it } from 'vitest';
import type { Row } from './public-fund.ts';
import { aboveOf, lineOf } from './public-lines.ts';
import { ledgerOf, rows } from './testing-chain.ts';

const row = (said: Partial<Row>): Row => ({
	...{ seq: 7, month: '2026-09-01', day: '2026-09-10', kind: 'gift', purpose: null, aid: null },
	...{ amount: 0, money: 0, goods: 0, money_after: 8_600_000, goods_after: 0 },
	...{ voucher: null, decision: null, words: null, bands: null, name: null },
	...said
});

it('a gift of somebody who does not wish to be named says so, and goods that they are goods', () => {
	expect(
		lineOf(
			row({ goods: 6_000_000, goods_after: 6_000_000, words: '400 kg gạo', voucher: 'PN-26-0001' })
		)
	).toEqual({
		...{ seq: 7, day: '10/09/2026', title: '400 kg gạo', bands: [] },
		facts: ['Đóng góp', 'Không nêu tên', 'Bằng hàng hóa', 'Số PN-26-0001'],
		...{ change: '+6.000.000', came: true, after: '8.600.000', goods: 'hàng hóa 6.000.000' }
	});
});

it('money that is moved between drawer and bank came from nobody', () => {
	const line = lineOf(row({ kind: 'transfer', amount: 4_000_000, words: 'Nộp vào tài khoản' }));
	expect(line).toMatchObject({ change: 'không đổi', came: false });
	expect(line.facts).toContain('Chuyển 4.000.000 đồng');
});

it('help and rewards in a batch say their kind and bands, and nobody', () => {
	expect(lineOf(row({ kind: 'aid', purpose: 'support', money: -3_000_000 }))).toMatchObject({
		title: 'Nhiều loại hỗ trợ, gộp để không ai bị nhận ra',
		facts: ['Hỗ trợ gia đình, cộng cả tháng'],
		change: '−3.000.000'
	});
	const bands = [2, 0, 0, 0, 0, 3];
	expect(lineOf(row({ kind: 'rewards', purpose: 'reward', money: -1, bands })).bands).toEqual([
		'2 khoản dưới 500.000 đồng',
		'3 khoản từ 10.000.000 đồng trở lên'
	]);
});

it('above the rows stands what is held, how far it is published and reconciled, and what waits', () => {
	const waiting = [{ month: '2026-09-01', amount: -1_000_000 }];
	const above = aboveOf(ledgerOf(rows(), { waiting, reconciled_until: '2026-09-30' }));
	expect(above).toMatchObject({
		demo: true,
		money: '8.600.000 đồng',
		goods: 'Hàng hóa, tính thành tiền: 3.000.000 đồng'
	});
	expect(Object.fromEntries(above.facts)).toMatchObject({
		'Đã công bố': 'đến hết tháng 09/2026',
		'Đã đối chiếu sao kê': 'đến hết ngày 30/09/2026',
		'Đang chờ công bố': 'tháng 09/2026: −1.000.000 đồng'
	});
	expect(aboveOf(ledgerOf([])).goods).toBe('');
});
