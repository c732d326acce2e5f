import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from './digest.ts';
import { newHolder, type Holder } from './holder.ts';
import { SealedError } from './problem.ts';
import { openProposal, opensClaim, readApproval, sealProposal, signApproval } from './reward.ts';

const digits = '01234567890123456789';
const common = {
	unit: '21439',
	number: 'TH-4821-0937',
	claim: digestOf(digits),
	amount: 3_000_000,
	list: 4
};
const proposal = {
	...common,
	tip: 'ab'.repeat(16),
	case: '6f1c2c1e-6f1b-4c9e-9a55-000000000001'
};
const approval = {
	...common,
	decision: '15/QĐ-CAX',
	decided_on: '2026-11-20',
	fetch_until: '2027-05-24',
	elsewhere: null
};

let proposer: Holder;
let lead: Holder;
beforeAll(async () => {
	[proposer, lead] = await Promise.all([newHolder(), newHolder()]);
});

const codeOf = async (work: () => unknown) => {
	try {
		await work();
		return 'none';
	} catch (error) {
		if (error instanceof SealedError) return error.code;
		throw error;
	}
};

describe('what a proposer tells the lead', () => {
	it('is opened by the lead alone, in one size whatever it says', async () => {
		const file = await sealProposal(proposal, proposer.signer, lead.recipient);
		const longest = { ...proposal, amount: 1_000_000_000, list: 999_999 };
		expect((await sealProposal(longest, proposer.signer, lead.recipient)).length).toBe(file.length);
		expect(await openProposal(file, lead.identity)).toEqual({
			v: 1,
			...proposal,
			by: proposer.signer.verify
		});
		expect(await codeOf(() => openProposal(file, proposer.identity))).toBe('cannot_open');
	});

	it('is signed: whoever signs for somebody else is found out', async () => {
		const forged = { ...proposer.signer, verify: lead.signer.verify };
		const file = await sealProposal(proposal, forged, lead.recipient);
		expect(await codeOf(() => openProposal(file, lead.identity))).toBe('signature');
		const odd = { ...proposal, claim: 'no hash' };
		const broken = await sealProposal(odd, proposer.signer, lead.recipient);
		expect(await codeOf(() => openProposal(broken, lead.identity))).toBe('shape');
	});
});

describe('the word of a lead', () => {
	it('is read back as it was signed, and any other letter breaks it', () => {
		const { word, signature } = signApproval(approval, lead.signer);
		expect(readApproval(word, signature)).toEqual({ v: 1, ...approval, by: lead.signer.verify });
		fc.assert(
			fc.property(fc.nat(word.length - 1), fc.nat(9), (at, digit) => {
				const changed = word.slice(0, at) + digit + word.slice(at + 1);
				fc.pre(changed !== word);
				expect(() => readApproval(changed, signature)).toThrow(SealedError);
			})
		);
	});

	it('with another signature, or one that is none, is no word', async () => {
		const { word } = signApproval(approval, lead.signer);
		for (const other of ['', 'ab', 'ab'.repeat(64), 'zz'.repeat(64)])
			expect(await codeOf(() => readApproval(word, other)), other).toBe('signature');
		expect(await codeOf(() => readApproval('{', ''))).toBe('shape');
		expect(await codeOf(() => readApproval('{"v":1}', ''))).toBe('shape');
	});
});

it('twenty digits open their own claim and no other', () => {
	expect(opensClaim(digits, common.claim)).toBe(true);
	expect(opensClaim('01234567890123456780', common.claim)).toBe(false);
	expect(opensClaim(common.claim, common.claim)).toBe(false);
});
