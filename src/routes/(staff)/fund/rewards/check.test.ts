/** What a lead's and a treasurer's browser refuse, with tips and keys that are real. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import type { Reward, Shown } from '#lib/fund/fund.ts';
import * as cipher from '#lib/sealed/cipher.ts';
import { toBase64 } from '#lib/sealed/index.ts';
import { caseId, story, type Story } from '#lib/tips/officer-story.ts';
import { checkProposal, proveWord, type CheckParts } from './check.ts';

const unit = '21439';
const number = 'TH-4821-0937';
const amount = 3_000_000;
const digits = '01234567890123456789';
/** What stands in the body that the sender of the story signed. */
const signed = 'ab'.repeat(32);
const accomplice = cipher.digestOf('98765432109876543210');

let s: Story;
let lead: cipher.Holder;
let proposer: cipher.Holder;
beforeAll(async () => {
	s = await story();
	[lead, proposer] = s.officers as [cipher.Holder, cipher.Holder];
});

const parts = (changes: Partial<CheckParts> = {}): CheckParts => ({
	desks: s.desks,
	leadsAt: async () => new Set([lead.signer.verify]),
	open: (id) =>
		id === caseId
			? s.server.door(lead).open(id)
			: Promise.reject(new Problem({ code: 'not_found', status: 404 })),
	hrefOf: (id) => `/can-bo?case=${id}`,
	cipher: async () => cipher,
	...changes
});

type Said = Partial<Omit<cipher.Proposal, 'by'>>;
/** The reward as the server shows it, with the package that a proposer sealed. */
async function asked(claim: string, said: Said = {}, by = proposer.signer): Promise<Reward> {
	const proposal = {
		unit,
		number,
		claim,
		amount,
		tip: s.server.tip,
		case: caseId,
		list: 3,
		...said
	};
	const sealed = toBase64(await cipher.sealProposal(proposal, by, lead.recipient));
	return { number, amount, unit, asked: { claim, fetch_days: 180, sealed } } as Reward;
}
const faultOf = async (reward: Reward, changes: Partial<CheckParts> = {}) =>
	(await checkProposal(reward, lead, parts(changes))).fault;

describe('the lead’s browser', () => {
	it('takes a claim that the sender signed, and leads to the tip', async () => {
		expect(await checkProposal(await asked(signed), lead, parts())).toEqual({
			fault: null,
			href: `/can-bo?case=${caseId}`
		});
	});

	it('refuses a claim hash that the proposer swapped for an accomplice’s', async () => {
		expect(await faultOf(await asked(accomplice))).toBe('claim_differs');
	});

	it('refuses one that the server swapped after an honest proposal, and the other way round', async () => {
		const honest = await asked(signed);
		expect(await faultOf({ ...honest, asked: { ...honest.asked!, claim: accomplice } })).toBe(
			'claim_differs'
		);
		expect(await faultOf(await asked(signed, { claim: accomplice }))).toBe('claim_differs');
	});

	it('refuses another amount, another number, another tip than the package says', async () => {
		const honest = await asked(signed);
		expect(await faultOf({ ...honest, amount: 4_000_000 })).toBe('package_other');
		expect(await faultOf({ ...honest, number: 'TH-0000-0000' })).toBe('package_other');
		expect(await faultOf(await asked(signed, { tip: 'cd'.repeat(16) }))).toBe('package_other');
	});

	it('refuses a package of nobody in the list, one to somebody else, one that is none, and a tip it cannot open', async () => {
		const stranger = await cipher.newHolder();
		expect(await faultOf(await asked(signed, {}, stranger.signer))).toBe('proposer_unknown');
		expect(await faultOf(await asked(signed, { list: 9 }))).toBe('proposer_unknown');
		const other = await cipher.sealProposal(
			{ unit, number, claim: signed, amount, tip: s.server.tip, case: caseId, list: 3 },
			proposer.signer,
			stranger.recipient
		);
		const with_ = (sealed: string | null) =>
			({ number, amount, unit, asked: { claim: signed, fetch_days: 180, sealed } }) as Reward;
		expect(await faultOf(with_(toBase64(other)))).toBe('package_broken');
		expect(await faultOf(with_('AAAA'))).toBe('package_broken');
		expect(await faultOf(with_(null))).toBe('no_package');
		const elsewhere = '00000000-0000-4000-8000-00000000000b';
		expect(await faultOf(await asked(signed, { case: elsewhere }))).toBe('tip_closed');
	});

	it('refuses when the server replaced the body that the sender signed', async () => {
		const open = async (id: string) => {
			const tip = await s.server.door(lead).open(id);
			const items = tip.items.map((item) =>
				item.seq === 1 ? { ...item, sealed: tip.items[0]!.sealed } : item
			);
			return { ...tip, items };
		};
		expect(await faultOf(await asked(signed), { open })).toBe('body_broken');
	});

	it('is not silent about a broken line', async () => {
		const open = () =>
			Promise.reject(new Problem({ code: 'unreachable', status: 0, offline: true }));
		await expect(checkProposal(await asked(signed), lead, parts({ open }))).rejects.toThrow();
	});
});

describe('the treasurer’s browser', () => {
	const claim = cipher.digestOf(digits);
	const approval = {
		...{ unit, number, claim, amount, decision: '15/QĐ-CAX', decided_on: '2026-11-20' },
		...{ fetch_until: '2027-05-24', elsewhere: null, list: 3 }
	};
	const row = { unit, number, amount, fetch_until: '2027-05-24', elsewhere: null };
	const show = (changes: object = {}, by = lead.signer) =>
		({ ...row, ...cipher.signApproval({ ...approval, ...changes }, by) }) as Shown;
	const prove = (shown: Shown, said = digits) => proveWord(shown, said, parts());

	it('believes the word of a lead of the list about these digits', async () => {
		expect(await prove(show())).toBeNull();
	});

	it('refuses other digits, whatever the server says of them', async () => {
		expect(await prove(show(), '98765432109876543210')).toBe('claim_other');
		expect(await prove(show({ claim: accomplice }))).toBe('claim_other');
	});

	it('refuses another amount, day or place than was signed, and a broken signature', async () => {
		expect(await prove({ ...show(), amount: 9_000_000 })).toBe('word_other');
		expect(await prove({ ...show(), fetch_until: '2030-01-01' })).toBe('word_other');
		expect(await prove({ ...show(), elsewhere: '21451' })).toBe('word_other');
		expect(await prove({ ...show(), signature: 'ab'.repeat(64) })).toBe('word_broken');
		expect(await prove({ ...show(), word: '{}' })).toBe('word_broken');
	});

	it('refuses the word of an officer who is no lead', async () => {
		expect(await prove(show({}, proposer.signer))).toBe('lead_unknown');
	});
});
