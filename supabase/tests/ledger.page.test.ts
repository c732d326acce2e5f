/** What the public page verifies is what the doors say: every row, sum and head of a real ledger, and whatever was changed in one. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify, type Asked } from '../../src/lib/fund/public-verify.ts';
import * as on from './ledgering.ts';
import type { Books } from './ledgering.ts';
import { published } from './ledger-months.ts';

let s: Books;
beforeAll(async () => {
	s = await published();
	// A ledger that began before anything was published: its first heads are of an empty chain.
	await s.root`update fund.books set at = at - interval '3 days'`;
	await on.ask(s, 'service_role', 'booking_daily');
});
afterAll(() => s && on.ended(s));

const verified = async (changes: Partial<Asked> = {}) =>
	verify({ ledger: await on.shown(s), noted: '', ...changes }, (from, size) =>
		on.chain(s, from, Math.min(size, 3))
	);

test('a ledger as it was published holds, with the heads of days on which nothing was published yet', async () => {
	const ledger = await on.shown(s);
	expect(ledger.heads.map(({ rows }) => rows)).toContain(0);
	expect(await verified()).toMatchObject({
		fault: null,
		rows: ledger.rows,
		days: ledger.heads.length,
		...ledger.balance
	});
});

test('a head that somebody copied is found again after more was published, and digits of another are not', async () => {
	const { rows, head } = await on.shown(s);
	expect((await verified({ noted: head })).noted).toBe(rows);
	expect((await verified({ noted: 'ab'.repeat(32) })).noted).toBeNull();
});

test.each([
	['a sum of a month', "update fund.totals set amount = amount + 1 where kind = 'gift'", 'month'],
	['what a month left', 'update fund.publications set money = money + 1', 'month'],
	['what of a sum was goods', 'update fund.totals set goods = goods + 1', 'month'],
	['where a month ended', 'update fund.publications set last_row = last_row - 1', 'month'],
	['a published amount', 'update fund.published set money = money + 1 where seq = 2', 'hash'],
	['a head of a day', `update fund.heads set row_hash = sha256('x')`, 'day']
])('%s is found out, whoever changed it', async (_, statement, why) => {
	const table = /(fund\.\w+)/.exec(statement)![1]!;
	await s.root.unsafe(`create temp table kept as select * from ${table}`);
	const columns = (
		await s.root`select attname from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and attgenerated = '' and not attisdropped`
	).map(({ attname }) => `"${attname}"`);
	try {
		await s.root.unsafe(statement);
		expect((await verified()).fault).toMatchObject({ why });
	} finally {
		await s.root.unsafe(`delete from ${table}`);
		await s.root.unsafe(
			`insert into ${table} (${columns.join()}) select ${columns.join()} from kept`
		);
		await s.root`drop table kept`;
	}
	expect((await verified()).fault).toBeNull();
});
