/** Money leaves through three pairs of hands: one proposes, another approves, a third pays. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newKey, officerOf, problemOf } from './people.ts';
import * as on from './ledgering.ts';
import { refused, type Books } from './ledgering.ts';

let s: Books;
beforeAll(async () => {
	s = await on.books();
	await on.opening(s, 'cash', 500_000_000);
});
afterAll(() => s && on.ended(s));

const one = async (id: string, who = s.lead) =>
	(await on.waiting(s, who)).find((payment) => payment.id === id);

describe('a payment', () => {
	test('goes through three people, and each step says who and when', async () => {
		const { id, two } = await on.propose(s);
		expect(two).toBe(false);
		expect(await refused(on.pay(s, id))).toBe('not_approved');
		expect((await one(id))?.evidence).toBe('Hóa đơn minh họa số 12');
		expect(await on.approve(s, id)).toEqual({ state: 'approved' });
		expect(await refused(on.approve(s, id, s.second))).toBe('stale');
		const { voucher } = await on.pay(s, id);
		expect(voucher).toMatch(/^PC-\d\d-0001$/);
		expect(await one(id)).toMatchObject({ state: 'paid', voucher, payee: 'Cửa hàng Minh Họa' });
		expect((await one(id))!.steps.map(({ code, officer }) => [code, officer])).toEqual([
			['propose', 'Trực Ban Minh Họa'],
			['approve', 'Trưởng Minh Họa'],
			['pay', 'Thủ Quỹ Minh Họa']
		]);
		expect(await refused(on.pay(s, id))).toBe('paid');
	});

	test('is never approved by its proposer, nor paid by either, whatever roles they hold', async () => {
		const all = await officerOf(s.db, on.unit, ['lead', 'treasurer']);
		const { id } = await on.propose(s, {}, all);
		expect(await refused(on.approve(s, id, all))).toBe('three_people');
		await on.approve(s, id);
		expect(await refused(on.pay(s, id, all))).toBe('three_people');
		const other = await on.propose(s);
		await on.approve(s, other.id, all);
		expect(await refused(on.pay(s, other.id, all))).toBe('three_people');
		// The table says so too.
		for (const who of [all.sub, s.desk.sub])
			expect(
				await problemOf(
					s.db.sql`update fund.payments set state = 'paid', paid_by = ${who} where id = ${other.id}`
				)
			).toMatchObject({ code: '23514' });
	});

	test('of a large amount needs a second lead', async () => {
		const { id, two } = await on.propose(s, { amount: 20_000_000 });
		expect(two).toBe(true);
		expect(await on.approve(s, id)).toEqual({ state: 'proposed' });
		expect(await refused(on.approve(s, id))).toBe('three_people');
		expect(await refused(on.pay(s, id))).toBe('not_approved');
		expect(await on.approve(s, id, s.second)).toEqual({ state: 'approved' });
		await on.pay(s, id);
		expect((await on.propose(s, { amount: 19_999_999 })).two).toBe(false);
	});

	test('ends before it is paid: its proposer withdraws, a lead refuses, both with a reason; then it stays so', async () => {
		const [mine, theirs] = [await on.propose(s), await on.approved(s)];
		const end = (id: string, who = s.lead, reason = 'Chưa đủ giấy tờ') =>
			on.tell(s, who, 'fund_spend_end', { id, reason });
		expect(await refused(end(mine.id, s.desk, ' '))).toBe('required');
		expect(await end(mine.id, s.desk)).toEqual({ state: 'withdrawn' });
		expect(await refused(end(theirs, s.treasurer))).toBe('not_found');
		expect(await end(theirs)).toEqual({ state: 'refused' });
		expect(await refused(on.pay(s, theirs))).toBe('not_approved');
		expect(await refused(on.approve(s, mine.id))).toBe('stale');
		expect(await refused(end(theirs))).toBe('stale');
	});

	test('is paid once by a second click', async () => {
		const id = await on.approved(s);
		const args = { key: newKey(), id, day: s.today };
		const first = await on.ask(s, s.treasurer, 'fund_spend_pay', args);
		expect(await on.ask(s, s.treasurer, 'fund_spend_pay', args)).toEqual(first);
		expect(await s.db.sql`select 1 from fund.entries where payment = ${id}`).toHaveLength(1);
	});

	test('is not dated before it was approved', async () => {
		const { id } = await on.propose(s);
		await on.approve(s, id);
		expect(await refused(on.pay(s, id, s.treasurer, s.months[1]))).toBe('before_it');
	});

	test('is seen by whoever proposed it and whoever reads the ledger', async () => {
		const { id } = await on.propose(s);
		for (const who of [s.desk, s.lead, s.treasurer, s.auditor])
			expect(await one(id, who)).toBeDefined();
		const other = await officerOf(s.db, on.unit, ['desk']);
		expect(await on.waiting(s, other)).toEqual([]);
		expect(await on.waiting(s, s.neighbour)).toEqual([]);
		const theirs = await officerOf(s.db, on.neighbourUnit, ['lead']);
		expect(await refused(on.approve(s, id, theirs))).toBe('not_found');
		expect(await refused(on.pay(s, id, s.neighbour))).toBe('not_found');
	});
});

describe('rewards and help', () => {
	test('are refused without a decision in force, above its cap, and without a decision of their own', async () => {
		const purposeOff = on.propose(s, on.help);
		expect(await refused(purposeOff)).toBe('purpose_off');
		await on.cap(s, 'support');
		expect(await refused(on.propose(s, { ...on.help, amount: 5_000_001 }))).toBe('above_cap');
		expect(await refused(on.propose(s, { ...on.help, decision: null }))).toBe('required');
		const { id } = await on.propose(s, { ...on.help, amount: 5_000_000 });
		expect(await one(id)).toMatchObject({
			cap: 5_000_000,
			basis: 'Quy chế quản lý Quỹ, điều 7',
			decision: '30/QĐ-CAX'
		});
		// The table says so too, whoever writes.
		expect(
			await problemOf(s.db
				.sql`insert into fund.payments (unit, purpose, source, amount, words, aid, families, basis, decision,
					cap_version, cap, two, evidence, proposed_by)
				select unit, purpose, source, cap + 1, words, aid, families, basis, decision, cap_version, cap, two, evidence, proposed_by
				from fund.payments where id = ${id}`)
		).toMatchObject({ code: '23514' });
	});

	test('a new decision ends the one before, and leaves rewards without a name as they are', async () => {
		await on.cap(s, 'reward', 1_000_000);
		await on.cap(s, 'reward', 2_000_000);
		expect((await on.book(s)).caps.map(({ purpose, cap }) => [purpose, cap])).toEqual([
			['reward', 2_000_000],
			['support', 5_000_000]
		]);
		expect(await s.db.sql`select fund.rule_of(${on.unit}) as rule`).toEqual([{ rule: null }]);
		for (const who of [s.treasurer, s.desk])
			expect(await refused(on.cap({ ...s, lead: who }, 'reward'))).toBe('role_missing');
	});

	test('help names no family, and says its kind and how many families', async () => {
		expect(await refused(on.propose(s, { ...on.help, payee: 'Gia đình Minh Họa' }))).toBe(
			'names_family'
		);
		expect(await refused(on.propose(s, { ...on.help, aid: null }))).toBe('required');
		expect(await refused(on.propose(s, { ...on.help, families: null }))).toBe('required');
		expect(await refused(on.propose(s, { ...on.help, aid: 'love' }))).toBe('bad_format');
	});

	test('a reward by name is in the ledger under a commitment, and no number of a tip is anywhere', async () => {
		await on.cap(s, 'reward');
		const reward = {
			purpose: 'reward',
			payee: 'Ông Lê Minh Họa',
			payee_consents: true,
			words: 'Thưởng người có công',
			decision: '31/QĐ-CAX'
		};
		expect(await refused(on.propose(s, { ...reward, evidence: 'Theo tin TB-26-500123' }))).toBe(
			'names_a_tip'
		);
		expect(await refused(on.propose(s, { ...reward, words: 'Thưởng ông Lê Minh Họa' }))).toBe(
			'names_donor'
		);
		const paid = await on.spend(s, reward);
		const told = await on.entry(s, paid.id, s.lead);
		expect(told).toMatchObject({
			name: 'Ông Lê Minh Họa',
			shown: true,
			payee: null,
			approved_by: ['Trưởng Minh Họa']
		});
		expect(told.commitment).toMatch(/^[0-9a-f]{64}$/);
		// The evidence and each step stand with the entry; an auditor opens the name apart.
		expect(told.payment).toMatchObject({ payee: 'Ông Lê Minh Họa', evidence: expect.any(String) });
		expect(told.payment!.steps.map(({ code }) => code)).toEqual(['propose', 'approve', 'pay']);
		const seen = await on.entry(s, paid.id, s.auditor);
		expect(seen).toMatchObject({ name: null, payment: { payee: null, state: 'paid' } });
		expect(await one(seen.payment!.id, s.auditor)).toMatchObject({ payee: null });
		expect(await one(seen.payment!.id, s.desk)).toMatchObject({ payee: 'Ông Lê Minh Họa' });
	});
});
