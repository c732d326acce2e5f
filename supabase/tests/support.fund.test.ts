/** Help from the fund: a case asks, three people carry it, and the family stands nowhere in the ledger. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { helpOf, type Help } from './helping.ts';
import * as on from './ledgering.ts';
import { refused, type Books } from './ledgering.ts';
import { officerOf, problemOf, type Person } from './people.ts';
import { verbsOf, type Verbs } from './verbs.ts';

let s: Books;
let h: ReturnType<typeof helpOf>;
let q: Verbs;
let helper: Person;
beforeAll(async () => {
	s = await on.books();
	h = helpOf(s.db);
	q = verbsOf(s.db);
	helper = await officerOf(s.db, on.unit, ['support'], 'Lê Thị Giúp');
	await on.opening(s, 'cash', 50_000_000);
	await on.opening(s, 'goods', 5_000_000);
});
afterAll(() => s && on.ended(s));

const fund = { source: 'cash', decision: '30/QĐ-CAX', evidence: 'Biên bản xác minh số 12' };
const about = async ({ id }: Help) => (await q.open(helper, id)).support!;
const lineOf = async (of: Help) => (await about(of)).given[0]!;
const paymentOf = async (of: Help): Promise<string> => {
	const { id } = await lineOf(of);
	return (await s.db.sql`select payment from support.given where id = ${id}`)[0]!.payment as string;
};

test('while no decision allows help, the fund is not offered, and gives nothing', async () => {
	const of = await h.inCare(helper);
	expect((await about(of)).fund).toBeNull();
	expect(await problemOf(h.give(helper, of, { fund }))).toMatchObject({ message: 'purpose_off' });
	expect((await about(of)).given).toEqual([]);
	await on.cap(s, 'support');
	expect((await about(of)).fund).toEqual({ decision: '21/QĐ-CAX', cap: 5_000_000 });
});

describe('money from the fund', () => {
	test('is asked for on the case, approved, paid and shown there with its number; the ledger names nobody', async () => {
		const of = await h.inCare(helper);
		await h.give(helper, of, { fund });
		expect(await lineOf(of)).toMatchObject({ fund: { state: 'proposed', voucher: null } });
		const payment = await paymentOf(of);
		const seen = (await on.waiting(s)).find(({ id }) => id === payment)!;
		expect(seen).toMatchObject({
			purpose: 'support',
			words: 'Hỗ trợ gia đình',
			payee: null,
			aid: 'agent_orange',
			families: 1,
			evidence: 'Biên bản xác minh số 12'
		});
		await on.approve(s, payment);
		expect(await lineOf(of)).toMatchObject({ fund: { state: 'approved' } });
		const { id: entry, voucher } = await on.pay(s, payment);
		expect(await lineOf(of)).toMatchObject({
			undone: false,
			fund: { state: 'paid', voucher, day: s.today }
		});
		const kept = JSON.stringify(
			await s.db.sql`
				select e, p, v from fund.entries e join fund.payments p on p.id = e.payment
				join fund.payment_events v on v.payment = p.id where e.id = ${entry}`
		);
		expect(kept).not.toMatch(/Võ Thị Lành|900000201|HT-\d|Sau chợ|21439-/);
		expect(kept).not.toContain(of.id);
	});

	test('that was reversed in the ledger is shown as taken back, with the reason', async () => {
		const of = await h.inCare(helper);
		await h.give(helper, of, { fund });
		const payment = await paymentOf(of);
		await on.approve(s, payment);
		const { id } = await on.pay(s, payment);
		const line = await lineOf(of);
		expect(await problemOf(h.undo(helper, of, line.id))).toMatchObject({ message: 'paid' });
		const { voucher } = await on.reverse(s, id);
		expect(await lineOf(of)).toMatchObject({
			fund: { state: 'reversed', voucher, reason: 'Ghi nhầm' }
		});
	});

	test('is not written into the code of the family before it was paid, nor after', async () => {
		const of = await h.inCare(helper);
		await h.give(helper, of, { fund });
		expect((await h.open(of)).timeline.map(({ code }) => code)).not.toContain('give');
		await h.give(helper, of);
		expect((await h.open(of)).timeline.map(({ code }) => code)).toContain('give');
	});

	test('that nobody has paid yet is withdrawn from the case by who asked or the lead, and the case waits for its end', async () => {
		const of = await h.inCare(helper);
		await h.give(helper, of, { fund });
		expect(await problemOf(h.end(helper, of))).toMatchObject({ message: 'payment_open' });
		const other = await officerOf(s.db, on.unit, ['support']);
		const { id } = await lineOf(of);
		expect(await problemOf(h.undo(other, of, id))).toMatchObject({ message: 'not_allowed' });
		const payment = await paymentOf(of);
		await on.approve(s, payment);
		await h.undo(helper, of, id);
		expect(await lineOf(of)).toMatchObject({ undone: true, fund: { state: 'withdrawn' } });
		expect(await refused(on.pay(s, payment))).toBe('not_approved');
		expect(await h.end(helper, of)).toMatchObject({ state: 'done' });
	});

	test('that a lead refused says why', async () => {
		const of = await h.inCare(helper);
		await h.give(helper, of, { fund });
		await on.tell(s, s.lead, 'fund_spend_end', {
			id: await paymentOf(of),
			reason: 'Thiếu biên bản'
		});
		expect(await lineOf(of)).toMatchObject({
			fund: { state: 'refused', reason: 'Thiếu biên bản' }
		});
	});
});

describe('what is asked of the fund', () => {
	test.each([
		['the family’s name in the evidence', { evidence: 'Hộ bà VO THI LANH' }, {}, 'evidence'],
		['the number of a tip', { evidence: 'Theo tin TB-26-0001' }, {}, 'evidence'],
		['no evidence', { evidence: ' ' }, {}, 'evidence'],
		['no decision', { decision: ' ' }, {}, 'decision'],
		['more than the cap', {}, { amount: 6_000_000 }, 'amount'],
		['money out of the store of goods', { source: 'goods' }, {}, 'source'],
		[
			'goods without a value',
			{ source: 'goods' },
			{ kind: 'goods', amount: null, goods: 'Gạo' },
			'amount'
		],
		[
			'the family’s name in the goods',
			{ source: 'goods' },
			{ kind: 'goods', goods: 'Gạo cho Võ Thị Lành' },
			'goods'
		]
	])('with %s is refused, and nothing is proposed', async (_, of, over, detail) => {
		const cared = await h.inCare(helper);
		const before = (await on.waiting(s)).length;
		const given = h.give(helper, cared, { ...over, fund: { ...fund, ...of } });
		expect(await problemOf(given)).toMatchObject({ detail });
		expect((await on.waiting(s)).length).toBe(before);
	});

	test('may be goods, which leave the store by their stated value', async () => {
		const of = await h.inCare(helper);
		const goods = { kind: 'goods', amount: 400_000, goods: '20 kg gạo' };
		await h.give(helper, of, { ...goods, fund: { ...fund, source: 'goods' } });
		const payment = await paymentOf(of);
		await on.approve(s, payment);
		expect(await on.pay(s, payment)).toMatchObject({ voucher: expect.stringMatching(/^PXR-/) });
		expect(await lineOf(of)).toMatchObject({ goods: '20 kg gạo', fund: { state: 'paid' } });
	});

	test('leads the lead who judges it to the case, and neither treasurer nor another unit', async () => {
		const of = await h.inCare(helper);
		await h.give(helper, of, { fund });
		const payment = await paymentOf(of);
		const from = (who: Person) => on.ask(s, who, 'support_of_payment', { payment });
		expect(await from(s.lead)).toEqual({ id: of.id, reference: of.reference });
		expect(await refused(from(s.treasurer))).toBe('role_missing');
		expect(await refused(from(await officerOf(s.db, on.neighbourUnit, ['lead'])))).toBe(
			'not_found'
		);
	});
});
