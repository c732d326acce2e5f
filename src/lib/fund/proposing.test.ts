import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import * as cipher from '#lib/sealed/cipher.ts';
import type { Holder } from '#lib/sealed/cipher.ts';
import { fromBase64 } from '#lib/sealed/index.ts';
import type { ProposeArgs, Rule } from './fund.ts';
import { judges, Proposing, type Rewarded } from './proposing.svelte.ts';

const rule: Rule = {
	version: 1,
	decision: '12/QĐ-CAX',
	decided_on: '2026-11-01',
	fetch_days: 180,
	cap: 5_000_000,
	basis: 'Quy chế quản lý Quỹ'
};

let lead: Holder;
let stranger: Holder;
let me: Holder;
let tip: Rewarded;
let sent: ProposeArgs[];
let faults: Problem[];
beforeAll(async () => {
	[lead, stranger, me] = await Promise.all([
		cipher.newHolder(),
		cipher.newHolder(),
		cipher.newHolder()
	]);
	const member = ({ recipient, signer }: Holder, lead: boolean, name: string) => ({
		...{ name, recipient, lead, verify: signer.verify }
	});
	tip = {
		case: '6f1c2c1e-6f1b-4c9e-9a55-000000000001',
		tip: 'ab'.repeat(16),
		claim: 'cd'.repeat(32),
		desk: {
			...{
				unit: '21439',
				version: 4,
				at: '',
				expires: new Date(),
				stale: false,
				lead: '',
				head: ''
			},
			members: [
				member(lead, true, 'Cán bộ 1'),
				member(stranger, true, 'Cán bộ 2'),
				member(me, false, 'Cán bộ 3')
			]
		},
		members: [lead.signer.verify, me.signer.verify]
	};
});
beforeEach(() => {
	sent = [];
	faults = [];
});
const proposing = () =>
	new Proposing(
		async (args) => {
			sent.push(args);
			const fault = faults.shift();
			if (fault) throw fault;
			return { number: args.number };
		},
		async () => cipher
	);

describe('who proposes a reward', () => {
	it('seals which tip it is to leads who can open it, and sends number, hash and amount alone', async () => {
		const one = proposing();
		expect(await one.send('3.000.000', rule, tip, me)).toBe(true);
		const [{ number, claim, amount, packages }] = sent as [ProposeArgs];
		expect(one.made).toBe(number);
		expect([claim, amount]).toEqual([tip.claim, 3_000_000]);
		// The lead who is no member of the tip gets nothing.
		expect(packages.map(({ verify }) => verify)).toEqual([lead.signer.verify]);
		const said = await cipher.openProposal(fromBase64(packages[0]!.sealed), lead.identity);
		expect(said).toMatchObject({ number, claim, amount, case: tip.case, tip: tip.tip, list: 4 });
		expect(JSON.stringify(sent)).not.toContain(tip.case);
		expect(JSON.stringify(sent)).not.toContain(tip.tip);
	});

	it('is never the one who judges', () => {
		expect(judges(tip, lead.signer.verify)).toEqual([]);
		expect(judges(tip, me.signer.verify)).toHaveLength(1);
	});

	it('sends the very same again after a lost answer', async () => {
		faults = [new Problem({ code: 'unreachable', status: 0, offline: true })];
		const one = proposing();
		expect(await one.send('3000000', rule, tip, me)).toBe(false);
		expect(await one.send('3000000', rule, tip, me)).toBe(true);
		expect(sent[1]).toEqual(sent[0]);
	});

	it('takes another number when chance gave somebody the same', async () => {
		faults = [new Problem({ code: 'number_taken', status: 409 })];
		const one = proposing();
		expect(await one.send('3000000', rule, tip, me)).toBe(true);
		expect(sent[1]!.number).not.toBe(sent[0]!.number);
		expect(sent[1]!.key).not.toBe(sent[0]!.key);
	});

	it('is told at the field what is wrong, before anything is sent', async () => {
		const one = proposing();
		for (const typed of ['', 'ba triệu', '500', '5.000.001']) {
			expect(await one.send(typed, rule, tip, me)).toBe(false);
			expect(one.form.error('amount'), typed).toBeTruthy();
		}
		expect(sent).toEqual([]);
		faults = [new Problem({ code: 'already_proposed', status: 409 })];
		expect(await one.send('3000000', rule, tip, me)).toBe(false);
		expect(one.failed).toMatchObject({ code: 'already_proposed' });
	});
});
