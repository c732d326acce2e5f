/** A reward without a name that was fetched at another unit is in the ledger of whoever paid it, among their own. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as on from './ledgering.ts';
import { dayOf, postRewards, year, type Year } from './ledger-months.ts';
import { officerOf } from './people.ts';
import * as rewards from './rewarding.ts';

let s: Year;
/** The unit next door, as its own officers ask for it. */
let there: on.Books;
beforeAll(async () => {
	s = await year();
	const lead = await officerOf(s.db, on.neighbourUnit, ['lead']);
	const auditor = await officerOf(s.db, on.neighbourUnit, ['auditor']);
	there = { ...s, lead, auditor, treasurer: s.neighbour };
});
afterAll(() => s && on.ended(s));

const elsewhere = { elsewhere: on.neighbourUnit };

test('no lead sends anybody to a unit that keeps no ledger, and no till without one pays', async () => {
	const claim = rewards.newClaim();
	await rewards.propose(s.scene, claim);
	expect((await rewards.seen(s.scene, s.lead)).tills).toEqual([]);
	expect(await on.refused(rewards.approve(s.scene, claim, elsewhere))).toBe('no_book');
	await rewards.approve(s.scene, claim);
	await s.root`update fund.rewards set elsewhere = ${on.neighbourUnit} where number = ${claim.number}`;
	expect(await on.refused(rewards.settle(s.scene, claim, 'paid', s.neighbour))).toBe('no_book');
	// To give it away needs no money.
	await rewards.settle(s.scene, claim, 'given_to_support', s.neighbour);
});

test('who paid it posts it, mixed with their own and under the decision that allowed it', async () => {
	const [month] = s.three;
	await on.begin(s, there.lead);
	await on.opening(there, 'cash', 9_000_000, dayOf(month, 1));
	expect(await rewards.seen(s.scene, s.lead)).toMatchObject({ tills: [on.neighbourUnit] });
	expect(await rewards.seen(s.scene, s.treasurer)).toMatchObject({ tills: [] });
	const claim = await rewards.approved(s.scene, elsewhere);
	await rewards.settle(s.scene, claim, 'paid', s.neighbour);
	await s.root`update fund.settlements set settled_on = ${dayOf(month, 9)} where state = 'paid'`;
	expect((await on.list(s, month)).rewards_unposted).toBe(0);
	expect((await on.list(there, month)).rewards_unposted).toBe(1);
	expect(await postRewards(s, month)).toEqual({ posted: 0 });
	expect(await postRewards(there, month)).toEqual({ posted: 1 });
	const [made] = await on.entries(there);
	expect(made).toMatchObject({
		...{ debit: 'reward', credit: 'cash', amount: claim.amount, anonymous: true },
		...{ decision: '12/QĐ-CAX', words: 'Thưởng ẩn danh', name: null, commitment: null }
	});
	for (const secret of [claim.number, claim.claim, claim.digits])
		expect(JSON.stringify(made)).not.toContain(secret);
	expect((await on.entries(s)).some(({ anonymous }) => anonymous)).toBe(false);
	for (const unit of [s, there])
		expect(await on.verified(unit)).toMatchObject({ broken_entry: null, kept: true });
});
