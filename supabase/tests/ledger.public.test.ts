/** What of a closed month strangers read, and what they do not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportOf } from '../../src/lib/fund/public-report.ts';
import * as on from './ledgering.ts';
import { refused } from './ledgering.ts';
import * as months from './ledger-months.ts';
import type { Year } from './ledger-months.ts';

let s: Year;
beforeAll(async () => {
	s = await months.year();
	await months.first(s);
	await months.finish(s, s.three[0]);
});
afterAll(() => s && on.ended(s));

describe('what strangers read', () => {
	test('is nothing of a month before it is published, but by how much it changed what is held', async () => {
		const told = await on.shown(s);
		expect(told).toMatchObject({
			balance: { money: 0, goods: 0 },
			rows: 0,
			months: [],
			totals: []
		});
		expect(told.waiting).toEqual([
			{ month: s.three[0], amount: 50_000_000 + 5_000_000 - 1_500_000 - 1_000_000 }
		]);
		expect(await on.rows(s)).toEqual([]);
	});

	test('is gifts and purchases singly with what is held after each; rewards wait until they are five', async () => {
		for (const who of [s.treasurer, s.desk, s.auditor])
			expect(await refused(on.tell(s, who, 'fund_month_publish', { month: s.three[0] }))).toBe(
				'role_missing'
			);
		expect(await refused(on.publish(s, s.three[1]))).toBe('not_closed');
		await on.publish(s, s.three[0]);
		expect(await refused(on.publish(s, s.three[0]))).toBe('published');
		const rows = await on.rows(s);
		// By day, what comes in before what goes out.
		expect(
			rows.map(({ kind, money, money_after, name }) => [kind, money, money_after, name])
		).toEqual([
			['gift', 2_000_000, 53_500_000, 'Bà Nguyễn Minh Họa'],
			['spending', -1_500_000, 51_500_000, null],
			['gift', 3_000_000, 53_000_000, null],
			['opening', 50_000_000, 50_000_000, null]
		]);
		expect(rows[1]).toMatchObject({ purpose: 'equipment', words: 'Mua loa tuyên truyền' });
		expect(JSON.stringify(rows)).not.toMatch(/Cửa hàng|Trần|Hóa đơn/);
		const told = await on.shown(s);
		expect(told.balance.money).toBe(53_500_000);
		expect(told.waiting).toEqual([{ month: s.three[0], amount: -1_000_000 }]);
		expect(told.months).toMatchObject([
			{ month: s.three[0], money: 53_500_000, booked: 52_500_000 }
		]);
		expect(told.totals).toContainEqual(
			expect.objectContaining({
				month: s.three[0],
				kind: 'gift',
				purpose: null,
				amount: 5_000_000,
				goods: 0,
				rows: 2,
				families: null
			})
		);
	});

	test('is five rewards as one row with an exact total, and how many were in which band', async () => {
		const [, month] = s.three;
		await months.second(s);
		await months.finish(s, month);
		await on.publish(s, month);
		const [batch] = await on.rows(s, { kind: 'rewards' });
		expect(batch).toMatchObject({
			purpose: 'reward',
			amount: 7_400_000,
			money: -7_400_000,
			bands: [2, 1, 1, 0, 1, 0],
			words: null,
			decision: null,
			voucher: null,
			name: null
		});
		const told = await on.shown(s);
		expect(told.waiting).toEqual([]);
		// Published is what is in the books.
		expect(told.months[0]!.money + told.months[0]!.goods).toBe(told.months[0]!.booked);
	});

	test('is help as a sum for each kind; what is under five families is merged, and alone it waits', async () => {
		const [, , month] = s.three;
		await months.third(s);
		await months.finish(s, month);
		await on.publish(s, month);
		// Three families of two kinds would be known to their neighbours: the third kind goes with them.
		expect(
			(await on.rows(s, { kind: 'aid' })).map(({ aid, money, words }) => [aid, money, words])
		).toEqual([[null, -4_000_000, null]]);
		const told = await on.shown(s);
		expect(told.waiting).toEqual([]);
		// Of how many families the sum is, as the statement says it.
		expect(told.totals.find(({ kind }) => kind === 'aid')).toMatchObject({
			aid: null,
			amount: -4_000_000,
			families: 9
		});
	});

	test('is a statement of each month and of their year, which lead from one to the other', async () => {
		const told = await on.shown(s);
		for (const month of s.three) {
			const report = reportOf(told, month.slice(0, 7))!;
			expect(report.sound).toBe(true);
			expect(report.end.head).toBe((await on.chain(s, report.end.rows, 1))[0]![14]);
		}
		expect(reportOf(told, s.three[0].slice(0, 7))).toMatchObject({
			begun: { money: 50_000_000, goods: 0 },
			given: { money: 5_000_000, goods: 0 },
			spent: [{ purpose: 'equipment', money: 1_500_000, goods: 0 }],
			closing: { money: 53_500_000, goods: 0 },
			booked: 52_500_000
		});
		const year = reportOf(told, s.three[2].slice(0, 4))!;
		expect(year).toMatchObject({ sound: true, closing: told.balance });
		expect(year.aid).toMatchObject([{ aid: null, money: 4_000_000, times: 9, untold: false }]);
	});

	test('is found by month, kind and purpose, and by words and names without their marks', async () => {
		const words = async (q: string) => (await on.rows(s, { q })).map(({ seq }) => seq);
		expect(await words('mua loa')).toHaveLength(1);
		expect(await words('MUA LOA TUYEN')).toHaveLength(1);
		expect(await words('nguyen minh hoa')).toHaveLength(1);
		// Whoever does not wish to be named is not found by their name.
		expect(await words('trần minh')).toEqual([]);
		expect(await words('50%')).toEqual([]);
		expect(await refused(on.rows(s, { q: 'a' }))).toBe('too_short');
		expect(await refused(on.rows(s, { area: '21457' }))).toBe('unknown_field');
		expect((await on.rows(s, { month: s.three[0] })).length).toBe(4);
		expect((await on.rows(s, { purpose: 'equipment' })).length).toBe(1);
		const all = await on.rows(s);
		expect(await on.rows(s, {}, all[1]!.seq, 2)).toEqual(all.slice(2, 4));
	});

	test('never names a family, a reward or who posted', async () => {
		const told = JSON.stringify([await on.shown(s), await on.rows(s), await on.chain(s)]);
		expect(told).not.toMatch(/TH-\d|Thủ Quỹ|30\/QĐ-CAX|Biên bản/);
	});
});
