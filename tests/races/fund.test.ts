/** Many hands reach for one reward in the same moment: it is paid once. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { officerOf, problemOf, type Person } from '../../supabase/tests/people.ts';
import * as fund from '../../supabase/tests/rewarding.ts';
import type { Claim, Scene } from '../../supabase/tests/rewarding.ts';
import { barrier, crowd, tally } from './crowd.ts';

const callers = Math.max(crowd.callers, 50);

let s: Scene;
let treasurers: Person[];
beforeAll(async () => {
	s = await fund.scene(25);
	treasurers = await Promise.all(
		Array.from({ length: 8 }, () => officerOf(s.db, fund.unit, ['treasurer']))
	);
});
afterAll(() => s?.db.drop());

const said = async (work: Promise<unknown>) => {
	const problem = await problemOf(work);
	if (problem && !problem.code.startsWith('PT4')) throw new Error(problem.message);
	return problem?.message ?? 'paid';
};
const settledOf = async ({ number }: Claim) => {
	const rows = await s.db.sql`
		select t.state, r.state as shown from fund.settlements t join fund.rewards r on r.id = t.reward where r.number = ${number}`;
	return rows as unknown as { state: string; shown: string }[];
};

it('a door that looks first and pays then would pay one reward many times', async () => {
	const { number } = await fund.approved(s);
	await s.db.sql`create table fund.naive_payments (reward uuid)`;
	const together = barrier(10);
	await Promise.all(
		Array.from({ length: 10 }, () =>
			s.db.sql.begin(async (tx) => {
				const [r] = await tx`select id, state from fund.rewards where number = ${number}`;
				const paid = await tx`select 1 from fund.naive_payments where reward = ${r!.id}`;
				await together();
				if (r!.state === 'approved' && paid.length === 0)
					await tx`insert into fund.naive_payments values (${r!.id})`;
			})
		)
	);
	const [row] = await s.db.sql`select count(*)::int as paid from fund.naive_payments`;
	expect(row!.paid).toBeGreaterThan(1);
});

it(`${callers} claims at once at several tills: one is paid, the others are told that it was`, async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		const claim = await fund.approved(s);
		const answers = await Promise.all(
			Array.from({ length: callers }, (_, n) =>
				said(fund.settle(s, claim, 'paid', treasurers[n % treasurers.length]))
			)
		);
		expect(tally(answers)).toEqual({ paid: 1, settled: callers - 1 });
		expect(await settledOf(claim)).toEqual([{ state: 'paid', shown: 'paid' }]);
	}
});

it('a sender who gives it away while somebody is paid, and a lead who takes it back: one of them holds', async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		const claim = await fund.approved(s);
		const { number, digits } = claim;
		const [paid, given, withdrawn] = await Promise.all([
			said(fund.settle(s, claim, 'paid', treasurers[0])),
			said(
				fund.fromAfar(s, digits, 'given_to_support').then((told) => told ?? Promise.reject(gone))
			),
			said(fund.tell(s, s.lead, 'fund_withdraw', { number, reason: 'mistake' }))
		]);
		expect([paid, given, withdrawn].filter((word) => word === 'paid')).toHaveLength(1);
		expect(await settledOf(claim)).toHaveLength(withdrawn === 'paid' ? 0 : 1);
	}
});
/** The door from afar says nothing of a reward that was taken back. */
const gone = { code: 'PT404', message: 'gone' };

it('guesses at once are counted one by one: never more than ten a day', async () => {
	const { number } = await fund.approved(s);
	const clerk = await officerOf(s.db, fund.unit, ['treasurer']);
	const answers = await Promise.all(
		Array.from({ length: 30 }, () => said(fund.guess(s, clerk, number, fund.newClaim().digits)))
	);
	expect(tally(answers)).toEqual({ paid: 10, too_many_tries: 20 });
});
