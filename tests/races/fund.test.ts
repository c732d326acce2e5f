/** Many hands reach for one reward in the same moment: it is paid once. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { officerOf, problemOf, type Person } from '../../supabase/tests/people.ts';
import * as fund from '../../supabase/tests/rewarding.ts';
import type { Claim, Scene } from '../../supabase/tests/rewarding.ts';
import { atOnce, crowd, tally } from './crowd.ts';
import { caught, naively, without } from './naive.ts';

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

const look = 'for update;';
const slow = '; perform pg_sleep(0.05);';

/** Claims of one reward at several tills at once. */
async function claims(count: number) {
	const claim = await fund.approved(s);
	const till = (n: number) => treasurers[n % treasurers.length];
	const said = tally(await atOnce(count, (n) => fund.settle(s, claim, 'paid', till(n))));
	return { said, settled: await settledOf(claim) };
}

it('a reward that is looked at without a lock would be paid by several tills, or end in a fault', async () => {
	const signature = 'public.fund_settle(uuid, text, text, text)';
	const otherwise = async () => (await claims(treasurers.length)).said.settled !== 7;
	expect(await naively(s.db.sql, signature, look, slow, () => caught(otherwise))).toBe(true);
});

it(`${callers} claims at once at several tills: one is paid, the others are told that it was`, async () => {
	for (let round = 0; round < crowd.rounds; round++)
		expect(await claims(callers)).toEqual({
			said: { done: 1, settled: callers - 1 },
			settled: [{ state: 'paid', shown: 'paid' }]
		});
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

/** Thirty wrong guesses of one clerk at once. */
async function guesses() {
	const { number } = await fund.approved(s);
	const clerk = await officerOf(s.db, fund.unit, ['treasurer']);
	return tally(await atOnce(30, () => fund.guess(s, clerk, number, fund.newClaim().digits)));
}

const ten = { done: 10, too_many_tries: 20 };

it('guesses that are counted without a lock would be more than ten, or end in a fault', async () => {
	const more = async () => (await guesses()).too_many_tries !== ten.too_many_tries;
	expect(await caught(() => naively(s.db.sql, 'fund.tried(uuid, boolean)', look, slow, more))).toBe(
		true
	);
});

it('guesses at once are counted one by one: never more than ten a day', async () => {
	expect(await guesses()).toEqual(ten);
});

/** Two leads who approve one reward, each four times at once. */
async function approvals() {
	const claim = fund.newClaim();
	await fund.propose(s, claim);
	const said = await atOnce(8, (n) => {
		const name = n % 2 ? 'lead' : 'deputy';
		return fund.approve(s, claim, { by: s.keys[name].verify }, s[name]);
	});
	const [row] = await s.db.sql`
		select count(*)::int as steps from fund.events e join fund.rewards r on r.id = e.reward
		where r.number = ${claim.number} and e.code = 'approve'`;
	return { said: tally(said), steps: row!.steps as number };
}

const once = { said: { done: 1, stale: 7 }, steps: 1 };

it('a reward that is looked at without a lock would be approved by one over the word of the other, or end in a fault', async () => {
	const otherwise = async () => (await approvals()).said.stale !== once.said.stale;
	expect(
		await caught(() => naively(s.db.sql, 'fund.reward_of(text, text)', look, slow, otherwise))
	).toBe(true);
});

it('of leads who approve one reward at once one does, and the others are told that it has changed', async () => {
	for (let round = 0; round < crowd.rounds; round++) expect(await approvals()).toEqual(once);
});

/** Officers who propose one claim at once, each under a number of its own. */
const proposals = async () => {
	const claim = fund.newClaim();
	return tally(
		await atOnce(8, () => fund.propose(s, { ...claim, number: fund.newClaim().number }))
	);
};

it('without its index a claim would be proposed many times', async () => {
	const index = 'reward_of_claim';
	const clear = () =>
		s.db.sql`update fund.rewards set state = 'withdrawn' where state = 'proposed'`;
	const { done } = await without(s.db.sql, 'fund.rewards', index, clear, proposals);
	expect(done).toBeGreaterThan(1);
});

it('a claim that several propose at once is proposed once', async () => {
	for (let round = 0; round < crowd.rounds; round++)
		expect(await proposals()).toEqual({ done: 1, already_proposed: 7 });
});
