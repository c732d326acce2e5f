/** The chains of the ledger hold for strangers, auditors and the command; whoever changes a row is found out. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkLedger, ledgerVerdict } from '../../scripts/ledger.ts';
import { Walk } from '../functions/_shared/ledger/index.ts';
import * as on from './ledgering.ts';
import { refused, type Books } from './ledgering.ts';
import { published } from './ledger-months.ts';

let s: Books;
beforeAll(async () => {
	s = await published();
});
afterAll(() => s && on.ended(s));

describe('the chains', () => {
	const walked = async () => {
		const walk = new Walk(on.unit);
		return { broken: walk.take(await on.chain(s)), walk };
	};
	const audited = async () => ledgerVerdict(await checkLedger(s.db.sql, on.unit));

	test('are verified in a browser from the rows alone, by the auditor, and by the command', async () => {
		const told = await on.shown(s);
		const { broken, walk } = await walked();
		expect(broken).toBeNull();
		expect(walk).toMatchObject({
			seq: told.rows,
			head: told.head,
			money: told.balance.money,
			goods: told.balance.goods
		});
		expect(walk.names).toBe(1);
		expect(await on.verified(s)).toMatchObject({
			broken_entry: null,
			broken_row: null,
			loose_row: null,
			kept: true
		});
		expect(await on.verified(s, 4)).toMatchObject({
			broken_entry: null,
			broken_row: null,
			loose_row: null,
			kept: null
		});
		expect(await audited()).toBeNull();
	});

	test('hold when a donor does not wish to be named any more', async () => {
		const { id } = (await on.entries(s)).find(({ name }) => name === 'Bà Nguyễn Minh Họa')!;
		const head = (await on.shown(s)).head;
		for (const shown of [false, true, false]) {
			await on.tell(s, s.treasurer, 'fund_wish', { entry: id, shown });
			expect((await on.rows(s)).some(({ name }) => name === 'Bà Nguyễn Minh Họa')).toBe(shown);
			expect((await on.rows(s, { q: 'nguyễn minh' })).length).toBe(shown ? 1 : 0);
			expect((await walked()).broken).toBeNull();
		}
		expect((await on.shown(s)).head).toBe(head);
		expect(await audited()).toBeNull();
		expect(await refused(on.tell(s, s.desk, 'fund_wish', { entry: id, shown: true }))).toBe(
			'role_missing'
		);
	});

	const spoilt = [
		[
			'an entry’s amount',
			`update fund.entries set amount = amount + 1 where kind = 'gift'`,
			/entry/
		],
		[
			'an entry’s poster',
			`update fund.entries set posted_by = (select user_id from staff.officers where name = 'Trực Ban Minh Họa') where seq = 2`,
			/entry 2/
		],
		['an entry that is taken away', `delete from fund.entries where seq = 3`, /entry 4/],
		[
			'a published balance',
			`update fund.published set money_after = money_after + 1 where seq = 2`,
			/row 2 is not what its entries are/
		],
		['a published amount', `update fund.published set money = money + 1 where seq = 2`, /row 2/],
		['published words', `update fund.published set words = 'Khác' where kind = 'spending'`, /row/],
		[
			'a batch that leaves a reward out',
			`delete from fund.covers where entry = (select id from fund.entries where anonymous limit 1)`,
			/not what its entries are/
		]
	] as const;
	test.each(spoilt)('tell of %s, whoever changed it', async (_, statement, where) => {
		const table = /(fund\.\w+)/.exec(statement)![1]!;
		await s.root.unsafe(`create temp table kept as select * from ${table}`);
		const columns = (
			await s.root`select attname from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and attgenerated = '' and not attisdropped`
		).map(({ attname }) => `"${attname}"`);
		try {
			await s.root.unsafe(statement);
			expect(await audited()).toMatch(where);
			const { broken_entry, broken_row, loose_row } = await on.verified(s);
			expect([broken_entry, broken_row, loose_row].some((place) => place !== null)).toBe(true);
		} finally {
			await s.root.unsafe(`delete from ${table}`);
			await s.root.unsafe(
				`insert into ${table} (${columns.join()}) select ${columns.join()} from kept`
			);
			await s.root`drop table kept`;
		}
		expect(await audited()).toBeNull();
	});

	test('have heads of each day that is over, and the daily job writes those that are missing', async () => {
		await s.root`update fund.books set at = at - interval '3 days'`;
		await on.ask(s, 'service_role', 'booking_daily');
		expect((await s.db.sql`select fund.keep_heads() as made`)[0]!.made).toBe(0);
		const { heads } = await on.shown(s);
		expect(heads).toHaveLength(3);
		// The inner digits are others each day though nothing was posted: no day tells of a reward.
		expect(new Set(heads.map(({ inner }) => inner)).size).toBe(3);
		expect(await audited()).toBeNull();
		// Whoever copied the digits by hand has them checked by the command.
		const noted = heads.map(({ day, inner }) => ({ unit: on.unit, day, head: inner }));
		expect((await checkLedger(s.db.sql, on.unit, noted)).found).toEqual(noted);
		const other = [{ ...noted[0]!, head: '0'.repeat(20) }];
		expect((await checkLedger(s.db.sql, on.unit, other)).found).toEqual([]);
		await s.root`update fund.heads set entry_hash = sha256('x') where day = ${heads[0]!.day}`;
		expect(await audited()).toBe(`does not lead to the head of ${heads[0]!.day}`);
	});
});
