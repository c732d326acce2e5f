/** What is posted in the ledger: numbers, balances, what is taken back. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newKey, problemOf } from './people.ts';
import * as on from './ledgering.ts';
import { refused, type Books } from './ledgering.ts';

let s: Books;
beforeAll(async () => {
	s = await on.books();
});
afterAll(() => s && on.ended(s));

const balances = async () => (await on.book(s)).balances!;
const sumOfAll = async () => {
	const [row] = await s.db
		.sql`select sum(balance)::int as sum from fund.accounts where unit = ${on.unit}`;
	return row!.sum as number;
};

describe('a ledger begins', () => {
	test('by its lead: before that nobody receives anything', async () => {
		expect(await refused(on.gift(s, 100_000, {}, s.neighbour))).toBe('no_book');
		expect((await on.book(s, s.neighbour)).book).toBeNull();
		expect(await refused(on.ask(s, 'anon', 'fund_public', { unit: on.neighbourUnit }))).toBe(
			'not_found'
		);
	});

	test('with what was there, once for each holding, and never afterwards', async () => {
		const { id, voucher } = await on.opening(s, 'cash', 3_000_000);
		expect(voucher).toBeNull();
		expect(await on.entry(s, id)).toMatchObject({
			kind: 'opening',
			words: 'Số dư đầu kỳ, không có chi tiết',
			debit: 'cash',
			credit: 'opening',
			holder: 'Trưởng Công an phường',
			basis: 'Quy chế quản lý Quỹ'
		});
		expect(await refused(on.opening(s, 'cash', 1))).toBe('not_first');
		// A wrong one is taken back and entered again.
		expect(await refused(on.reverse(s, id))).toBe('two_people');
		await on.reverse(s, id, s.second);
		await on.opening(s, 'cash', 2_000_000);
		await on.gift(s, 500_000);
		expect(await refused(on.opening(s, 'bank', 1))).toBe('not_first');
		expect(await balances()).toMatchObject({
			cash: 2_500_000,
			opening: -2_000_000,
			gifts: -500_000
		});
	});
});

describe('a gift', () => {
	test('has a receipt whose numbers leave no gap, whatever was refused between them', async () => {
		const first = await on.gift(s, 200_000);
		expect(await refused(on.gift(s, 0))).toBe('out_of_range');
		expect(await refused(on.gift(s, -5))).toBe('out_of_range');
		expect(await refused(on.gift(s, 100_000_000_001))).toBe('out_of_range');
		expect(await refused(on.gift(s, 1, { words: ' ' }))).toBe('required');
		expect(await refused(on.gift(s, 1, { day: '2099-01-01' }))).toBe('in_future');
		const second = await on.gift(s, 300_000);
		const place = ({ voucher }: on.Posted) => Number(/^PT-\d\d-(\d{4})$/.exec(voucher!)![1]);
		expect(place(second)).toBe(place(first) + 1);
		// Goods have papers of their own.
		expect((await on.gift(s, 400_000, { account: 'goods', words: '20 phần quà' })).voucher).toMatch(
			/^PN-\d\d-0001$/
		);
	});

	test('is not entered twice by a second click, and its key does no other work', async () => {
		const key = newKey();
		const before = (await balances()).cash!;
		const first = await on.gift(s, 100_000, { key });
		expect(await on.gift(s, 100_000, { key })).toEqual(first);
		expect(await refused(on.gift(s, 200_000, { key }))).toBe('key_reused');
		expect((await balances()).cash).toBe(before + 100_000);
	});

	test('names its donor in one place alone, so that the name can be taken back', async () => {
		expect(await refused(on.gift(s, 1, { words: 'ba nguyen minh hoa ủng hộ' }))).toBe(
			'names_donor'
		);
		expect(await refused(on.gift(s, 1, { words: 'Quà của (An)', donor: 'An' }))).toBe(
			'names_donor'
		);
		await on.gift(s, 1, { words: 'Ủng hộ ban an ninh', donor: 'Anh' });
		const { id } = await on.gift(s, 1_000, { donor: null });
		expect(await on.entry(s, id)).toMatchObject({ name: null, shown: false });
	});

	test('is received by the treasurer alone', async () => {
		for (const who of [s.lead, s.desk, s.auditor])
			expect(await refused(on.gift(s, 1, {}, who))).toBe('role_missing');
	});
});

describe('what is held', () => {
	test('moves between drawer and bank with a paper, and all accounts stay zero together', async () => {
		const { voucher } = await on.tell(s, s.treasurer, 'fund_transfer', {
			account: 'bank',
			amount: 1_000_000,
			day: s.today,
			words: 'Nộp tiền vào tài khoản'
		});
		expect(voucher).toMatch(/^PC-/);
		expect((await balances()).bank).toBe(1_000_000);
		expect(await sumOfAll()).toBe(0);
	});

	test('is never below zero, today or at the end of any day that was', async () => {
		const most = (await balances()).cash!;
		const transfer = (amount: number, day: string) =>
			on.tell(s, s.treasurer, 'fund_transfer', { account: 'bank', amount, day, words: 'Nộp tiền' });
		expect(await refused(transfer(most + 1, s.today))).toBe('not_enough');
		// Today there is enough; on that day there were but five million, one of them wrong.
		await on.gift(s, 6_000_000);
		expect(await problemOf(transfer(5_000_001, s.months[1]!))).toMatchObject({
			message: 'not_enough',
			detail: 'day'
		});
		await transfer(100_000, s.months[1]!);
		expect(await sumOfAll()).toBe(0);
	});
});

describe('what was wrong', () => {
	test('is taken back by its mirror, once, by a lead who did not post it', async () => {
		const before = await balances();
		const { id, voucher } = await on.gift(s, 700_000);
		expect(await refused(on.reverse(s, id, s.treasurer))).toBe('role_missing');
		const back = await on.reverse(s, id);
		expect(back.voucher).toMatch(/^ĐC-/);
		expect(await on.entry(s, back.id)).toMatchObject({
			kind: 'reversal',
			debit: 'gifts',
			credit: 'cash',
			amount: 700_000,
			decision: voucher,
			reverses: id
		});
		expect((await on.entry(s, id)).reversed_by).toBe(back.voucher);
		expect(await balances()).toEqual(before);
		expect(await refused(on.reverse(s, id))).toBe('reversed');
		expect(await refused(on.reverse(s, back.id, s.second))).toBe('is_reversal');
	});

	test('names no donor in its reason, which is published for good', async () => {
		const { id } = await on.gift(s, 600_000, { shown: false });
		const told = (reason: string) =>
			refused(on.tell(s, s.lead, 'fund_reverse', { entry: id, reason }));
		expect(await told('Bà nguyễn minh họa xin lại')).toBe('names_donor');
		expect(await told('Người cho xin lại')).toBeNull();
	});

	test('stays where what it brought was spent already', async () => {
		const { id } = await on.gift(s, 50_000, { account: 'goods' });
		const held = (await balances()).goods!;
		await on.spend(s, { source: 'goods', amount: held, words: 'Trao quà' });
		expect(await refused(on.reverse(s, id))).toBe('not_enough');
	});
});
