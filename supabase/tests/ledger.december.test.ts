/** The end of a year publishes what waited, and says no more of it than it must. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Walk } from '../functions/_shared/ledger/index.ts';
import * as on from './ledgering.ts';
import { dayOf, finish } from './ledger-months.ts';

let s: on.Books;
let november: string;
let december: string;
beforeAll(async () => {
	s = await on.books();
	const at = s.months.findIndex((month, n) => n > 0 && month.slice(5, 7) === '12');
	[december, november] = [s.months[at]!, s.months[at + 1]!];
	await on.cap(s, 'support');
	await on.cap(s, 'reward');
	await on.opening(s, 'cash', 20_000_000, dayOf(november, 1));
	const reward = {
		purpose: 'reward',
		amount: 1_000_000,
		words: 'Thưởng người có công',
		decision: '31/QĐ-CAX'
	};
	await on.spend(
		s,
		{ ...reward, payee: 'Ông Lê Minh Họa', payee_consents: true },
		dayOf(november, 3)
	);
	await on.spend(s, { ...reward, payee: 'Bà Vũ Minh Họa', amount: 2_000_000 }, dayOf(november, 4));
	await on.spend(s, { ...on.help, aid: 'agent_orange', amount: 700_000 }, dayOf(november, 5));
	await finish(s, november);
	await on.publish(s, november);
});
afterAll(() => s && on.ended(s));

test('who agreed is named beside their reward; who did not waits in a batch, as help for one family does', async () => {
	expect(
		(await on.rows(s)).map(({ kind, purpose, name, money }) => [kind, purpose, name, money])
	).toEqual([
		['spending', 'reward', 'Ông Lê Minh Họa', -1_000_000],
		['opening', null, null, 20_000_000]
	]);
	expect((await on.shown(s)).waiting).toEqual([{ month: november, amount: -2_700_000 }]);
});

test('numbers of papers that are published leave no gap that would tell of the others', async () => {
	await on.spend(s, {}, dayOf(december, 2));
	const vouchers = (await on.entries(s)).map(({ voucher }) => voucher?.replace(/-\d\d-/, ' '));
	expect(vouchers).toEqual(['PC 0001', 'PCR 0003', 'PCR 0002', 'PCR 0001', undefined]);
	expect(JSON.stringify(await on.rows(s))).not.toContain('PCR');
});

test('December shows their sums alone: no band, no kind, no name, and nothing waits', async () => {
	await on.spend(s, { ...on.help, amount: 300_000 }, dayOf(december, 5));
	await finish(s, december);
	await on.publish(s, december);
	expect(
		(await on.rows(s, { month: december })).map(({ kind, aid, bands, amount, day }) => [
			kind,
			aid,
			bands,
			amount,
			day
		])
	).toEqual([
		['aid', null, null, 1_000_000, dayOf(december, 31)],
		['rewards', null, null, 2_000_000, dayOf(december, 31)],
		['spending', null, null, 1_000_000, dayOf(december, 2)]
	]);
	const told = await on.shown(s);
	expect(told.waiting).toEqual([]);
	// Of two families nobody tells how many they are.
	expect(told.totals.find(({ kind }) => kind === 'aid')!.families).toBeNull();
	expect(told.months[0]).toMatchObject({
		month: december,
		money: told.months[0]!.booked,
		goods: 0
	});
	expect(JSON.stringify(await on.chain(s))).not.toMatch(/Vũ|agent_orange/);
	expect(new Walk(on.unit).take(await on.chain(s))).toBeNull();
	expect(await on.verified(s)).toMatchObject({
		broken_entry: null,
		broken_row: null,
		loose_row: null,
		kept: true
	});
});

test('whoever agreed to be named may take it back later', async () => {
	const { id } = (await on.entries(s)).find(({ name }) => name === 'Ông Lê Minh Họa')!;
	await on.tell(s, s.lead, 'fund_wish', { entry: id, shown: false });
	expect((await on.rows(s, { purpose: 'reward' })).every(({ name }) => name === null)).toBe(true);
	expect(new Walk(on.unit).take(await on.chain(s))).toBeNull();
});
