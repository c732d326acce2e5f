/** Many hands at one ledger in the same moment: a payment is paid once, and what all of them did adds up. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { officerOf, problemOf, type Person } from '../../supabase/tests/people.ts';
import * as on from '../../supabase/tests/ledgering.ts';
import type { Books } from '../../supabase/tests/ledgering.ts';
import { atOnce, barrier, crowd, tally } from './crowd.ts';
import { caught, naively } from './naive.ts';

const callers = Math.max(crowd.callers, 50);

let s: Books;
let tills: Person[];
let third: Person;
beforeAll(async () => {
	s = await on.books(25);
	tills = await Promise.all(
		Array.from({ length: 8 }, () => officerOf(s.db, on.unit, ['treasurer']))
	);
	third = await officerOf(s.db, on.unit, ['lead']);
	await on.opening(s, 'cash', 1_000_000_000);
});
afterAll(() => s && on.ended(s));

const till = (n: number) => tills[n % tills.length]!;
const said = async (work: Promise<unknown>) => {
	const problem = await problemOf(work);
	if (problem && !problem.code.startsWith('PT4')) throw new Error(problem.message);
	return problem?.message ?? 'done';
};

/** Tills that pay one payment at once: what each was told, and how many entries there are of it. */
async function paying(count: number) {
	const id = await on.approved(s);
	const said = tally(await atOnce(count, (n) => on.pay(s, id, till(n))));
	const entries = await s.db.sql`select 1 from fund.entries where payment = ${id}`;
	return { said, entries: entries.length };
}
const signature = 'fund.payment_of(staff.officers, uuid)';
const [look, wait] = ['for update;', '; perform pg_sleep(0.05);'];

it('a payment that is looked at without a lock would be paid by several tills, or end in a fault', async () => {
	const otherwise = async () => (await paying(tills.length)).said.paid !== tills.length - 1;
	expect(await naively(s.db.sql, signature, look, wait, () => caught(otherwise))).toBe(true);
});

it(`${callers} tills pay one payment at once: one entry, the others are told that it is paid`, async () => {
	for (let round = 0; round < crowd.rounds; round++)
		expect(await paying(callers)).toEqual({ said: { done: 1, paid: callers - 1 }, entries: 1 });
});

const heard = ['done', 'three_people', 'stale'];
/** Of a payment that needs two leads, several of the same one at once and one other. */
async function approvals(): Promise<{ said: string[]; steps: number }> {
	const { id } = await on.propose(s, { amount: 30_000_000 });
	const together = barrier(7);
	const said = await Promise.all(
		[s.lead, s.lead, s.lead, s.second, s.second, s.second, third].map(async (who) => {
			await together();
			return problemOf(on.approve(s, id, who)).then((problem) => problem?.message ?? 'done');
		})
	);
	const steps = await s.db
		.sql`select 1 from fund.payment_events where payment = ${id} and code = 'approve'`;
	return { said, steps: steps.length };
}

it('approvals that are looked at without a lock would be more than the two that count', async () => {
	await on.begin(s, s.lead, { two_from: 20_000_000 });
	const naive = await naively(s.db.sql, signature, look, wait, approvals);
	// Two at once are the first, or the same place is written twice.
	expect(
		naive.said.filter((word) => !heard.includes(word)).length + Math.abs(naive.steps - 2)
	).toBeGreaterThan(0);
});

it('a large payment that several leads approve at once, each more than once, is approved by two of them', async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		const { said, steps } = await approvals();
		expect(steps).toBe(2);
		expect(said.filter((word) => word === 'done')).toHaveLength(2);
		for (const word of said) expect(heard).toContain(word);
	}
});

it('a lead who refuses while it is paid, and one who takes back what another takes back: one of them holds', async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		const id = await on.approved(s);
		const answers = await Promise.all([
			said(on.pay(s, id)),
			said(on.tell(s, s.second, 'fund_spend_end', { id, reason: 'Dừng' }))
		]);
		expect(answers.filter((word) => word === 'done')).toHaveLength(1);
		const gift = await on.gift(s, 1_000);
		const back = await Promise.all(
			[s.lead, s.second, s.lead, s.second].map((who) => said(on.reverse(s, gift.id, who)))
		);
		expect(tally(back)).toEqual({ done: 1, reversed: 3 });
	}
});

it('the last money in the drawer goes once, however many reach for it', async () => {
	await on.gift(s, 300_000, { account: 'goods' });
	const ids = await Promise.all(
		Array.from({ length: 10 }, () =>
			on.approved(s, { source: 'goods', amount: 100_000, words: 'Trao quà' })
		)
	);
	const answers = await Promise.all(ids.map((id, n) => said(on.pay(s, id, till(n)))));
	expect(tally(answers)).toEqual({ done: 3, not_enough: 7 });
});

it('everything at once leaves no gap in numbers or chain, and all accounts zero together', async () => {
	const ids = await Promise.all(Array.from({ length: 10 }, () => on.approved(s)));
	await Promise.all([
		...Array.from({ length: callers }, (_, n) => on.gift(s, 1_000 + n, {}, till(n))),
		...ids.map((id, n) => on.pay(s, id, till(n))),
		...Array.from({ length: 10 }, (_, n) =>
			on.tell(s, till(n), 'fund_transfer', {
				account: 'bank',
				amount: 5_000,
				day: s.today,
				words: 'Nộp tiền'
			})
		)
	]);
	const [sum] = await s.db
		.sql`select sum(balance)::int as sum from fund.accounts where unit = ${on.unit}`;
	expect(sum!.sum).toBe(0);
	const gaps = await s.db.sql`
		select voucher_kind from fund.entries where unit = ${on.unit} and voucher is not null
		group by voucher_kind, voucher_year having count(*) <> max(voucher_place)`;
	expect([...gaps]).toEqual([]);
	const [places] = await s.db
		.sql`select count(*)::int as n, max(seq)::int as last from fund.entries where unit = ${on.unit}`;
	expect(places!.n).toBe(places!.last);
	expect(await on.verified(s)).toMatchObject({ broken_entry: null, kept: true });
});

it('a month that is closed while others write into it holds what is in it', async () => {
	const month = s.months[2]!;
	await on.sign(s, await on.count(s, month));
	const day = `${month.slice(0, 8)}15`;
	const answers = await Promise.all([
		said(on.tell(s, s.lead, 'fund_month_close', { month })),
		...Array.from({ length: 20 }, (_, n) => said(on.gift(s, 1_000, { day }, till(n))))
	]);
	const [closed] = await s.db
		.sql`select money::int from fund.months where unit = ${on.unit} and month = ${month}`;
	const [held] = await s.db
		.sql`select coalesce(sum(money), 0)::int as money from fund.entries where unit = ${on.unit} and month <= ${month}`;
	// Either it closed before all of them, or they were first and the count does not fit any more.
	if (answers[0] === 'done') expect(held!.money).toBe(closed!.money);
	else expect([answers[0], closed]).toEqual(['count_differs', undefined]);
	expect(answers.slice(1).every((word) => word === 'done' || word === 'month_closed')).toBe(true);
});
