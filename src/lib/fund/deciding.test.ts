import { beforeAll, expect, it } from 'vitest';
import * as cipher from '#lib/sealed/cipher.ts';
import type { Holder, VerifiedDesk } from '#lib/sealed/cipher.ts';
import { Deciding, type Checked } from './deciding.svelte.ts';
import type { ApproveArgs, Reward } from './fund.ts';

const reward: Reward = {
	...{
		number: 'TH-4821-0937',
		state: 'proposed',
		amount: 3_000_000,
		unit: '21439',
		elsewhere: null
	},
	...{ proposed_on: '2026-11-25', approved_on: null, decision: null, decided_on: null },
	...{ fetch_until: null, settled_on: null, mine: false, steps: null },
	asked: { claim: 'cd'.repeat(32), fetch_days: 180, sealed: 'AAAA' }
};
const said = { decision: ' 15/QĐ-CAX ', decided_on: '2026-11-20', elsewhere: '21451' };

let holder: Holder;
beforeAll(async () => {
	holder = await cipher.newHolder();
});

function deciding(fault: Checked['fault'], sent: ApproveArgs[] = []) {
	return new Deciding({
		reward,
		today: '2026-11-25',
		check: async () => ({ fault, href: '/can-bo?case=1' }),
		desk: async () => ({ version: 4 }) as VerifiedDesk,
		send: async (args) => sent.push(args),
		cipher: async () => cipher
	});
}

it('a lead signs what was checked: exactly this number, claim, amount, decision and last day', async () => {
	const sent: ApproveArgs[] = [];
	const one = deciding(null, sent);
	await one.check(holder);
	expect(await one.approve(said, holder)).toBe(true);
	const { number, word, signature } = sent[0]!;
	expect(number).toBe(reward.number);
	expect(cipher.readApproval(word, signature)).toEqual({
		...{ v: 1, unit: '21439', number, claim: reward.asked!.claim, amount: reward.amount },
		...{ decision: '15/QĐ-CAX', decided_on: '2026-11-20', fetch_until: '2027-05-24' },
		...{ elsewhere: '21451', list: 4, by: holder.signer.verify }
	});
});

it('nothing is signed without a check, nor after one that found the claim swapped', async () => {
	const sent: ApproveArgs[] = [];
	expect(await deciding(null, sent).approve(said, holder)).toBe(false);
	const swapped = deciding('claim_differs', sent);
	await swapped.check(holder);
	expect(await swapped.approve(said, holder)).toBe(false);
	expect(sent).toEqual([]);
});

it('the decision has a number that names no tip, and a day that has come', async () => {
	const sent: ApproveArgs[] = [];
	const one = deciding(null, sent);
	await one.check(holder);
	for (const [changes, field] of [
		[{ decision: ' ' }, 'word.decision'],
		[{ decision: 'Theo TB-26-123456' }, 'word.decision'],
		[{ decided_on: '2026-02-30' }, 'word.decided_on'],
		[{ decided_on: 'hôm qua' }, 'word.decided_on'],
		[{ decided_on: '2026-11-26' }, 'word.decided_on']
	] as const) {
		expect(await one.approve({ ...said, ...changes }, holder)).toBe(false);
		expect(one.form.error(field), JSON.stringify(changes)).toBeTruthy();
	}
	expect(sent).toEqual([]);
});
