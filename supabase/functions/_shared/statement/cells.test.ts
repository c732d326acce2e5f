import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmount } from './amounts.ts';
import { fieldOf } from './columns.ts';
import { orderOf, readMoment } from './moments.ts';
import { dayOf } from './ofx.ts';

const amount = (typed: string) => {
	const read = readAmount(typed);
	return 'fault' in read ? read.fault : read.dong;
};

describe('an amount as a bank writes it', () => {
	it.each([
		['1.234.567', 1_234_567],
		['1,234,567.00', 1_234_567],
		['1.234.567,00', 1_234_567],
		['1 234 567', 1_234_567],
		['1\u00a0234\u202f567 đ', 1_234_567],
		["1'234'567", 1_234_567],
		['1234567', 1_234_567],
		['1234567.00', 1_234_567],
		['1.000', 1_000],
		['500.00', 500],
		['+500,000', 500_000],
		['-500.000', -500_000],
		['−500.000', -500_000],
		['(500.000)', -500_000],
		['500.000-', -500_000],
		['- 500.000 VND', -500_000],
		['500.000 VNĐ', 500_000],
		['500.000 đồng', 500_000],
		['0', 0],
		['0.00', 0],
		['-', null],
		['', null],
		['  ', null]
	])('%s is %s', (typed, dong) => expect(amount(typed)).toBe(dong));

	it.each([
		['=B2-C2', 'formula'],
		['@SUM(A1)', 'formula'],
		['#REF!', 'formula'],
		['1.234,56', 'not_whole'],
		['0.5', 'not_whole'],
		['1.5E+08', 'rounded'],
		['năm trăm nghìn', 'not_an_amount'],
		['1.2.3', 'not_an_amount'],
		['12.34.567', 'not_an_amount'],
		['-500.000-', 'not_an_amount'],
		['(-500.000)', 'not_an_amount'],
		['VND', 'not_an_amount'],
		['99999999999999999', 'too_large']
	])('%s is none: %s', (typed, code) => expect(amount(typed)).toBe(code));

	it('comes back as it was, however it is grouped and signed', () => {
		const ways = [
			(n: number) => n.toLocaleString('vi-VN'),
			(n: number) => n.toLocaleString('en-GB'),
			(n: number) => `${n.toLocaleString('en-GB')}.00`,
			(n: number) => `${n.toLocaleString('vi-VN')},00 đ`,
			(n: number) => String(n),
			(n: number) => (n < 0 ? `(${(-n).toLocaleString('vi-VN')})` : n.toLocaleString('vi-VN')),
			(n: number) => (n < 0 ? `${-n}-` : `+${n}`)
		];
		fc.assert(
			fc.property(
				fc.integer({ min: 1 - 10 ** 15, max: 10 ** 15 - 1 }),
				fc.constantFrom(...ways),
				(dong, write) => {
					expect(amount(write(dong))).toBe(dong);
				}
			)
		);
	});

	it('of any text is an amount in whole đồng, nothing, or a code', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
				const read = readAmount(typed);
				if ('fault' in read) expect(read.fault).toMatch(/^[a-z_]+$/);
				else expect(read.dong === null || Number.isSafeInteger(read.dong)).toBe(true);
			})
		);
	});
});

describe('a day as a bank writes it', () => {
	it.each([
		['26/11/2026', '2026-11-26'],
		['1/9/2026', '2026-09-01'],
		['26-11-26', '2026-11-26'],
		['26.11.2026', '2026-11-26'],
		['2026-11-26', '2026-11-26'],
		['20261126', '2026-11-26'],
		['26/11/2026 14:03:22', '2026-11-26'],
		['26/11/2026 - 14:03', '2026-11-26'],
		['2026-11-26T14:03:22+07:00', '2026-11-26'],
		['26-Nov-2026', '2026-11-26'],
		['26 NOV 26', '2026-11-26'],
		['46352', '2026-11-26'],
		['46352.5857', '2026-11-26']
	])('%s is read', (typed, day) => expect(readMoment(typed)).toBe(day));

	it.each([
		'',
		'hôm qua',
		'31/02/2026',
		'11/26/2026',
		'2026',
		'1/1/1066',
		'=TODAY()',
		'26 Foo 2026'
	])('%s is none', (typed) => expect(readMoment(typed)).toBeNull());

	it('has the month first only where the whole column cannot be read otherwise', () => {
		expect(orderOf(['11/26/2026', '11/05/2026', ''])).toBe('month_first');
		expect(orderOf(['26/11/2026', '05/11/2026'])).toBe('day_first');
		expect(orderOf(['05/11/2026', '06/11/2026'])).toBe('day_first');
		// One broken cell turns no column round.
		expect(orderOf(['26/11/2026', '11/26/2026', '11/27/2026'])).toBe('day_first');
	});

	it.each([
		['20261130', '2026-11-30'],
		['20261130235959', '2026-11-30'],
		['20261130170000.000[0:GMT]', '2026-12-01'],
		['20261130165959[0:GMT]', '2026-11-30'],
		['20261130120000[+7:ICT]', '2026-11-30'],
		['20260230', null],
		['30/11/2026', null]
	])('%s of an OFX file is %s', (typed, day) => expect(dayOf(typed)).toBe(day));
});

describe('a heading', () => {
	it.each([
		['Ngày giao dịch', 'day'],
		['Ngày GD/ Transaction date', 'day'],
		['Ngày hiệu lực', 'none'],
		['Số tiền ghi nợ', 'out'],
		['Ghi có', 'in'],
		['Ghi có (VND)', 'in'],
		['Credit', 'in'],
		['PS Nợ', 'out'],
		['Số tiền GD', 'amount'],
		['Nợ/Có', 'side'],
		['Số dư', 'balance'],
		['Diễn giải', 'text'],
		['Nội dung chi tiết/ Transactions in detail', 'text'],
		['Số tham chiếu', 'reference'],
		['Số CT', 'reference'],
		['Tên tài khoản đối ứng', 'none'],
		['Cột lạ', null]
	])('%s is known as %s', (heading, field) => expect(fieldOf(heading)).toBe(field));
});
