/** Help that came back after it was published can be spent again, and strangers still see no balance below zero. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as on from './ledgering.ts';
import { dayOf, finish, year, type Year } from './ledger-months.ts';

let s: Year;
beforeAll(async () => {
	s = await year();
	await on.begin(s, s.lead, { two_from: null });
});
afterAll(() => s && on.ended(s));

const takenBack = (entry: string, day: string) => s.db.sql`
	insert into fund.entries (unit, kind, day, debit, credit, amount, basis, holder, words, reverses, posted_by)
	select unit, 'reversal', ${day}, credit, debit, amount, basis, holder, 'Gia đình trả lại', id, ${s.lead.sub}
	from fund.entries where id = ${entry}`;

test('it is one row without a purpose, before what was bought with it', async () => {
	const [first, second] = s.three;
	const given = await on.spend(s, { ...on.help, families: 5, amount: 5_000_000 }, dayOf(first, 3));
	await finish(s, first);
	await on.publish(s, first);
	const left = (await on.shown(s)).balance.money;
	await takenBack(given.id, dayOf(second, 2));
	await on.spend(s, { amount: left + 5_000_000 }, dayOf(second, 3));
	await finish(s, second);
	await on.publish(s, second);
	expect(
		(await on.rows(s, { month: second })).map(
			({ kind, purpose, words, voucher, money, money_after }) => [
				kind,
				purpose,
				words,
				voucher?.slice(0, 2) ?? null,
				money,
				money_after
			]
		)
	).toEqual([
		['spending', 'equipment', 'Mua loa tuyên truyền', 'PC', -left - 5_000_000, 0],
		['reversal', null, null, null, 5_000_000, left + 5_000_000]
	]);
	expect((await on.shown(s)).waiting).toEqual([]);
	expect(await on.verified(s)).toMatchObject({ broken_row: null, loose_row: null, kept: true });
});

test('three families whose help was entered wrong, and again, are three: their sum waits', async () => {
	const [, , third] = s.three;
	await on.gift(s, 9_000_000, { day: dayOf(third, 1) });
	const three = { ...on.help, families: 3 };
	const wrong = await on.spend(s, { ...three, amount: 3_000_000 }, dayOf(third, 3));
	await takenBack(wrong.id, dayOf(third, 4));
	await on.spend(s, { ...three, amount: 2_000_000 }, dayOf(third, 4));
	await finish(s, third);
	await on.publish(s, third);
	expect(await on.rows(s, { month: third, kind: 'aid' })).toEqual([]);
	expect((await on.shown(s)).waiting).toEqual([{ month: third, amount: -2_000_000 }]);
});
