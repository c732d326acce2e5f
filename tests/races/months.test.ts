/** Tills and leads who post a month's rewards, close it and publish it in the same moment. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as months from '../../supabase/tests/ledger-months.ts';
import * as on from '../../supabase/tests/ledgering.ts';
import { officerOf, type Person } from '../../supabase/tests/people.ts';
import { atOnce, tally } from './crowd.ts';
import { naively } from './naive.ts';

const CALLERS = 8;

let s: months.Year;
let tills: Person[];
let leads: Person[];
beforeAll(async () => {
	s = await months.year();
	const many = (role: string) =>
		Promise.all(Array.from({ length: CALLERS }, () => officerOf(s.db, on.unit, [role])));
	tills = await many('treasurer');
	leads = await many('lead');
});
afterAll(() => s && on.ended(s));

/** What each was told, and what stands in the ledger of a month with so many rewards in it. */
async function ending(month: string) {
	const lead = (door: string) => atOnce(CALLERS, (n) => on.tell(s, leads[n]!, door, { month }));
	const posted = await atOnce(CALLERS, async (n) => {
		const answer = await on.tell<{ posted: number }>(s, tills[n]!, 'fund_rewards_post', { month });
		return String(answer.posted);
	});
	const rewards = await s.db.sql`
		select 1 from fund.entries where unit = ${on.unit} and month = ${month} and purpose = 'reward'`;
	await on.sign(s, await on.count(s, month));
	const closed = await lead('fund_month_close');
	const published = await lead('fund_month_publish');
	return {
		...{ posted: tally(posted), rewards: rewards.length },
		...{ closed: tally(closed), published: tally(published) }
	};
}
const ended = (rewards: number) => ({
	...{ posted: { 0: CALLERS - 1, [rewards]: 1 }, rewards },
	closed: { done: 1, not_next: CALLERS - 1 },
	published: { done: 1, published: CALLERS - 1 }
});

it('a ledger that nobody holds while they write would end its month by faults', async () => {
	const { length } = await months.first(s);
	const lock = /select pg_advisory_xact_lock\([^;]*;/g;
	const naive = await naively(
		s.db.sql,
		'fund.lock_ledger(text)',
		lock,
		'select pg_sleep(0.05);',
		() => ending(s.three[0])
	);
	expect(naive).not.toEqual(ended(length));
});

it('a month whose rewards many post, which many close and many publish at once is ended once', async () => {
	const { length } = await months.second(s);
	expect(await ending(s.three[1])).toEqual(ended(length));
});
