/** Nobody changes the ledger, whoever they are; and who reads it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { officerOf, problemOf } from './people.ts';
import * as on from './ledgering.ts';
import { refused, type Books } from './ledgering.ts';

let s: Books;
beforeAll(async () => {
	s = await on.books();
	await on.opening(s, 'cash', 3_000_000);
	await on.gift(s, 2_000_000);
	await on.gift(s, 500_000, { account: 'goods', words: '20 phần quà' });
	const wrong = await on.gift(s, 700_000);
	await on.reverse(s, wrong.id);
	await on.spend(s, { source: 'goods', amount: 500_000, words: 'Trao quà' });
	await on.tell(s, s.treasurer, 'fund_transfer', {
		account: 'bank',
		amount: 100_000,
		day: s.months[1],
		words: 'Nộp tiền'
	});
});
afterAll(() => s && on.ended(s));

describe('nobody changes it', () => {
	const closed = [
		['an entry', 'update fund.entries set amount = 1'],
		['an entry away', 'delete from fund.entries'],
		['all entries away', 'truncate fund.entries cascade'],
		['a balance', 'update fund.accounts set balance = balance + 1'],
		['a day', 'update fund.days set change = change + 1'],
		['a name', `update fund.names set name = 'Ông Khác'`],
		['a step', 'delete from fund.payment_events'],
		['a payment', 'update fund.payments set amount = amount + 1'],
		[
			'a payment back',
			`update fund.payments set state = 'approved', paid_by = null where state = 'paid'`
		],
		['a book', `update fund.books set holder = 'Ai đó'`]
	] as const;

	test.each(closed)('not %s, the owner of the tables neither', async (_, statement) => {
		const problem = await problemOf(s.db.sql.unsafe(statement));
		expect(problem?.code).toMatch(/^(PT403|42501)$/);
	});

	test.each(closed)('not %s, the key of the service neither', async (_, statement) => {
		expect(
			await problemOf(s.db.as({ role: 'service_role' }, (tx) => tx.unsafe(statement)))
		).toMatchObject({
			code: '42501'
		});
	});

	const insert = (columns: Record<string, unknown>) => {
		const whole = {
			unit: on.unit,
			kind: 'gift',
			day: s.today,
			debit: 'cash',
			credit: 'gifts',
			amount: 1,
			basis: 'x',
			holder: 'x',
			words: 'x',
			posted_by: s.treasurer.sub,
			...columns
		};
		return problemOf(s.db.sql`insert into fund.entries ${s.db.sql(whole as never)}`);
	};
	test('what the owner puts in past the doors is held by the same rules', async () => {
		expect(await insert({})).toMatchObject({ code: '23514' });
		// No money leaves without a payment that three people carried.
		expect(await insert({ kind: 'spending', debit: 'equipment', credit: 'cash' })).toMatchObject({
			code: '23514'
		});
		expect(await insert({ kind: 'transfer', debit: 'cash', credit: 'cash' })).toMatchObject({
			code: '23514'
		});
		expect(
			await insert({ kind: 'transfer', debit: 'bank', credit: 'cash', amount: 10_000_000_000 })
		).toMatchObject({
			message: 'not_enough'
		});
		expect(await insert({ kind: 'opening', debit: 'bank', credit: 'opening' })).toMatchObject({
			message: 'not_first'
		});
		const [last] = await on.entries(s);
		expect(
			await insert({
				kind: 'transfer',
				debit: 'bank',
				credit: 'cash',
				seq: 1,
				before: Buffer.alloc(32),
				hash: Buffer.alloc(32)
			})
		).toBeNull();
		const [made] = await on.entries(s);
		expect(made!.seq).toBe(last!.seq + 1);
		expect((await on.verified(s)).broken_entry).toBeNull();
	});
});

describe('who reads it', () => {
	test('treasurer, leads and auditor, who opens names one by one; nobody else', async () => {
		expect((await on.entries(s)).some(({ name }) => name === 'Bà Nguyễn Minh Họa')).toBe(true);
		const audited = await on.entries(s, s.auditor);
		expect(audited.length).toBeGreaterThan(3);
		expect(audited.every(({ name }) => name === null)).toBe(true);
		expect(await refused(on.entries(s, s.desk))).toBe('role_missing');
		expect((await on.book(s, s.desk)).balances).toBeNull();
		const { id } = (await on.entries(s, s.treasurer, { kind: 'gift' }))[0]!;
		expect(await refused(on.entry(s, id, s.neighbour))).toBe('not_found');
		expect(
			await refused(
				on.tell(s, await officerOf(s.db, on.neighbourUnit, ['lead']), 'fund_reverse', {
					entry: id,
					reason: 'x'
				})
			)
		).toBe('not_found');
	});

	test('an auditor opens a commitment, and that is written down', async () => {
		const { id } = (await on.entries(s, s.auditor, { kind: 'gift' })).find(({ shown }) => shown)!;
		for (const who of [s.lead, s.treasurer])
			expect(await refused(on.ask(s, who, 'fund_name_open', { entry: id }))).toBe('role_missing');
		expect(await on.ask(s, s.auditor, 'fund_name_open', { entry: id })).toMatchObject({
			name: 'Bà Nguyễn Minh Họa',
			holds: true,
			wishes: []
		});
		const reads = await s.db
			.sql`select code from queue.reads where officer = ${s.auditor.sub} order by seq desc limit 1`;
		expect(reads[0]!.code).toBe('opened_name');
	});

	test('filters by month, kind, purpose and account', async () => {
		expect(
			(await on.entries(s, s.lead, { kind: 'reversal' })).every(({ kind }) => kind === 'reversal')
		).toBe(true);
		expect(
			(await on.entries(s, s.lead, { account: 'bank' })).every((e) =>
				[e.debit, e.credit].includes('bank')
			)
		).toBe(true);
		expect((await on.entries(s, s.lead, { month: s.months[1] })).map(({ kind }) => kind)).toEqual([
			'transfer'
		]);
		expect((await on.entries(s, s.lead, { purpose: 'equipment' })).length).toBe(1);
	});
});
