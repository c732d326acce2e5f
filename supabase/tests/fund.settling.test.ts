/** What becomes of an approved reward: at the treasurer's desk, and from afar. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newKey, officerOf, problemOf } from './people.ts';
import { door } from './sealed.ts';
import * as fund from './rewarding.ts';
import type { Scene } from './rewarding.ts';

let s: Scene;
beforeAll(async () => {
	s = await fund.scene();
});
afterAll(() => s?.db.drop());

const refused = async (work: Promise<unknown>) => (await problemOf(work))?.message ?? null;

describe('whoever stands before the treasurer', () => {
	test('shows number and digits: the lead’s word comes, and the money is paid once', async () => {
		const claim = await fund.approved(s);
		const { number, digits } = claim;
		const shown = await door<{ left: number; reward: { word: string } }>(
			s.db,
			s.treasurer,
			'fund_claim',
			{ number, digits }
		);
		expect(JSON.parse(shown.reward.word)).toMatchObject({ number, amount: claim.amount });
		await fund.settle(s, claim);
		expect(await refused(fund.settle(s, claim))).toBe('settled');
		expect(await refused(fund.settle(s, claim, 'refused'))).toBe('settled');
		expect(await fund.oneSeen(s, s.treasurer, claim)).toMatchObject({
			state: 'paid',
			settled_on: await fund.today(s)
		});
	});

	test('is not paid with other digits, before the approval, after its day, or when it was withdrawn', async () => {
		const claim = await fund.approved(s);
		const other = fund.newClaim();
		const no = { ok: false };
		expect(await fund.settle(s, { ...claim, digits: other.digits })).toEqual(no);
		// The proposer knows the hash; the digits they do not.
		expect(await fund.settle(s, { ...claim, digits: claim.claim })).toEqual(no);
		await fund.propose(s, other);
		expect(await refused(fund.settle(s, other))).toBe('not_approved');
		const late = await fund.approved(s);
		await s.db.sql`alter table fund.rewards disable trigger kept`;
		await s.db.sql`update fund.rewards set approved_on = '2026-01-01', decided_on = '2026-01-01',
			fetch_until = '2026-01-02' where number = ${late.number}`;
		await s.db.sql`alter table fund.rewards enable trigger kept`;
		expect(await refused(fund.settle(s, late))).toBe('reward_lapsed');
		expect(await fund.askedFor(s, late.claim)).toMatchObject({ state: 'lapsed' });
		await fund.tell(s, s.lead, 'fund_withdraw', { number: claim.number, reason: 'mistake' });
		expect(await refused(fund.settle(s, claim))).toBe('not_approved');
	});

	test('may guess ten times a day with one treasurer, and the count survives each refusal', async () => {
		const clerk = await officerOf(s.db, fund.unit, ['treasurer']);
		const { number, digits } = await fund.approved(s);
		const guess = (digits: string) => door(s.db, clerk, 'fund_claim', { number, digits });
		// Through whichever door.
		const wrong = fund.newClaim();
		expect(await fund.settle(s, { ...wrong, number }, 'paid', clerk)).toEqual({ ok: false });
		for (let left = 8; left >= 0; left--)
			expect(await guess(fund.newClaim().digits)).toEqual({ left, reward: null });
		// Not even the right ones now; another treasurer is not hindered.
		expect(await refused(guess(digits))).toBe('too_many_tries');
		expect(await refused(fund.settle(s, { ...wrong, digits, number }, 'paid', clerk))).toBe(
			'too_many_tries'
		);
		expect(await door(s.db, s.treasurer, 'fund_claim', { number, digits })).toMatchObject({
			reward: { number }
		});
	});

	test('fetches it at another unit only where the lead said so', async () => {
		const here = await fund.approved(s);
		const there = await fund.approved(s, { elsewhere: '21451' });
		expect(await fund.settle(s, here, 'paid', s.neighbour)).toEqual({ ok: false });
		await fund.settle(s, there, 'paid', s.neighbour);
		expect(await refused(fund.settle(s, there))).toBe('settled');
	});
});

describe('who sent the tip', () => {
	test('learns of a reward by the hash of their claim once it is approved, and not before', async () => {
		const claim = fund.newClaim();
		expect(await fund.askedFor(s, claim.claim)).toBeNull();
		await fund.propose(s, claim);
		expect(await fund.askedFor(s, claim.claim)).toBeNull();
		expect(await fund.fromAfar(s, claim.digits, 'refused')).toBeNull();
		await fund.approve(s, claim, { elsewhere: '21451' });
		expect(await fund.askedFor(s, claim.claim)).toMatchObject({
			number: claim.number,
			amount: claim.amount,
			state: 'approved',
			unit: { code: '21439' },
			elsewhere: { code: '21451' }
		});
	});

	test('gives it to support, or refuses it, from afar; then nobody fetches it', async () => {
		for (const as of ['given_to_support', 'refused']) {
			const claim = await fund.approved(s);
			const key = newKey();
			for (let n = 0; n < 2; n++)
				expect(await fund.fromAfar(s, claim.digits, as, key)).toMatchObject({ state: as });
			expect(await refused(fund.settle(s, claim))).toBe('settled');
			expect(await refused(fund.fromAfar(s, claim.digits, as))).toBe('settled');
			expect(await refused(fund.fromAfar(s, claim.digits, 'paid'))).toBe('bad_format');
		}
		expect(await fund.fromAfar(s, fund.newClaim().digits, 'refused')).toBeNull();
	});
});
