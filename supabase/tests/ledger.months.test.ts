/** A month is closed by its list, and takes no entry any more. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as on from './ledgering.ts';
import { refused } from './ledgering.ts';
import * as months from './ledger-months.ts';
import { dayOf, type Year } from './ledger-months.ts';

let s: Year;
beforeAll(async () => {
	s = await months.year();
});
afterAll(() => s && on.ended(s));

const close = (month: string, who = s.lead) => on.tell(s, who, 'fund_month_close', { month });

describe('a month is closed', () => {
	test('in its turn, counted and signed by two, with every reward in it', async () => {
		const [month, next] = s.three;
		const claims = await months.first(s);

		expect(await refused(close(next))).toBe('not_next');
		expect(await refused(close(s.months[0]!))).toBe('month_not_over');
		expect(await refused(close(month))).toBe('rewards_unposted');
		expect(await on.list(s, month)).toMatchObject({
			over: true,
			next: true,
			rewards_unposted: 2,
			reconciled: true,
			count: null
		});
		expect(await months.postRewards(s, month)).toEqual({ posted: 2 });
		expect(await months.postRewards(s, month)).toEqual({ posted: 0 });
		expect(await refused(close(month))).toBe('not_counted');

		await on.sign(s, await on.count(s, month, 1));
		expect(await refused(close(month))).toBe('count_differs');
		const counted = await on.count(s, month);
		expect(await refused(close(month))).toBe('count_not_signed');
		expect(await refused(on.sign(s, counted, s.treasurer))).toBe('role_missing');
		await on.sign(s, counted);
		expect(await refused(on.sign(s, counted, s.lead))).toBe('stale');
		expect(await refused(close(month, s.treasurer))).toBe('role_missing');
		await close(month);
		expect(await refused(close(month))).toBe('not_next');
		expect((await on.list(s, month)).closed?.officer).toBe('Trưởng Minh Họa');

		// No entry says which reward it is, nor on which day somebody came.
		const posted = (await on.entries(s)).filter(({ anonymous }) => anonymous);
		expect(posted.map(({ amount }) => amount).sort()).toEqual([300_000, 700_000]);
		for (const row of await s.db.sql`select * from fund.entries where anonymous`)
			for (const { number, claim } of claims)
				expect(JSON.stringify(row)).not.toMatch(new RegExp(`${number}|${claim}`));
		expect(new Set(posted.map((e) => e.day)).size).toBe(1);
	});

	test('and takes no entry any more, through the doors or past them', async () => {
		const [month, next] = s.three;
		expect(await refused(on.gift(s, 1, { day: dayOf(month, 28) }))).toBe('month_closed');
		expect(await refused(on.pay(s, await on.approved(s), s.treasurer, dayOf(month, 28)))).toBe(
			'month_closed'
		);
		expect(
			await refused(
				s.db
					.sql`insert into fund.entries (unit, kind, day, debit, credit, amount, basis, holder, words, posted_by)
					values (${on.unit}, 'transfer', ${dayOf(month, 28)}, 'bank', 'cash', 1, 'x', 'x', 'x', ${s.treasurer.sub})`
			)
		).toBe('month_closed');
		// What was wrong in it is taken back in a month that is open.
		const wrong = await on.gift(s, 10_000, { day: dayOf(next, 2), donor: null });
		await on.reverse(s, wrong.id);
		expect(await refused(on.tell(s, s.treasurer, 'fund_count', { month, amount: 0 }))).toBe(
			'not_next'
		);
	});

	test('needs its bank entries found in a statement', async () => {
		// Before the first entry of the account all is found.
		expect((await on.list(s, s.three[1])).reconciled).toBe(true);
		const moved = await on.tell(s, s.treasurer, 'fund_transfer', {
			account: 'bank',
			amount: 1_000,
			day: s.today,
			words: 'Nộp tiền'
		});
		expect(moved.voucher).toMatch(/^PC-/);
		expect((await on.list(s, s.three[1])).reconciled).toBe(true);
		expect((await on.list(s, s.today.slice(0, 8) + '01')).reconciled).toBe(false);
	});
});
