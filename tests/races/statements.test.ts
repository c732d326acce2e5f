/** Tills and leads at one bank statement, one count of the drawer and one month, in the same moment. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as bank from '../../supabase/tests/banking.ts';
import * as on from '../../supabase/tests/ledgering.ts';
import { officerOf, type Person } from '../../supabase/tests/people.ts';
import { atOnce, crowd, tally } from './crowd.ts';
import { caught, naively } from './naive.ts';

const CALLERS = 8;

let b: bank.Scene;
let s: on.Books;
let leads: Person[];
let tills: Person[];
beforeAll(async () => {
	b = await bank.scene(10);
	s = await on.books();
	const many = (db: on.Books['db'], role: string) =>
		Promise.all(Array.from({ length: CALLERS }, () => officerOf(db, on.unit, [role])));
	leads = await many(s.db, 'lead');
	tills = await many(b.db, 'treasurer');
	await on.opening(s, 'cash', 1_000_000);
});
afterAll(async () => {
	await b?.db.drop();
	if (s) await on.ended(s);
});

const slow = '; perform pg_sleep(0.05);';

/** The next days of the account, each with a line that came in. */
let next = 40;
/** Every till takes the same file for the days that come next, and one of them alone another file of those days. */
async function imports() {
	const [{ closing }] = (await b.db.sql`
		select coalesce((select s.closing from fund.statements s order by s.to_day desc limit 1), ${bank.OPENING})::int as closing`) as unknown as [
		{ closing: number }
	];
	const day = bank.ago(--next);
	const file = bank.statement([day, day], closing, [{ day, amount: 1_000 }]);
	const other = bank.statement([day, day], closing, [{ day, amount: 2_000 }]);
	const said = await atOnce(CALLERS, (n) => bank.importOf(b, n ? file : other, tills[n]));
	const [row] = await b.db.sql`
		select count(*)::int as n from fund.statements where from_day = ${day} and withdrawn_on is null`;
	return { said: tally(said), kept: row!.n as number };
}

it('a statement that follows without a lock would be taken twice, or end in a fault', async () => {
	const otherwise = async () => {
		const { said } = await imports();
		return Object.keys(said).some((word) => word.startsWith('fault'));
	};
	const locking = /perform fund\.lock_ledger\([^;]*;/g;
	const unlocked = () =>
		naively(b.db.sql, 'fund.follow_statement()', locking, 'perform pg_sleep(0.05);', otherwise);
	expect(await caught(unlocked)).toBe(true);
});

it('of tills that take a statement of the same days at once one does, and the others are told', async () => {
	for (let round = 0; round < Math.min(crowd.rounds, 15); round++) {
		const { said, kept } = await imports();
		expect(kept).toBe(1);
		const { done, known_file = 0, not_next = 0, ...more } = said;
		expect([done, known_file + not_next, more]).toEqual([1, CALLERS - 1, {}]);
	}
});

/** All leads sign that they saw one count. */
async function signatures() {
	const id = await on.count(s, s.months[2]!);
	return tally(await atOnce(CALLERS, (n) => on.sign(s, id, leads[n])));
}

it('a count that is looked at without a lock would be signed over another signature, or end in a fault', async () => {
	const otherwise = async () => (await signatures()).stale !== CALLERS - 1;
	const unlocked = () =>
		naively(s.db.sql, 'public.fund_count_sign(uuid, uuid)', 'for update;', slow, otherwise);
	expect(await caught(unlocked)).toBe(true);
});

it('of leads who sign one count at once one has, and the others are told', async () => {
	for (let round = 0; round < crowd.rounds; round++)
		expect(await signatures()).toEqual({ done: 1, stale: CALLERS - 1 });
});
