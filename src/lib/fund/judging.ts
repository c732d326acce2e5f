/** What browsers check before a lead approves and before a treasurer pays, whatever the server says. */
import type { Approval, Proposal } from '#lib/sealed/cipher.ts';
import type { Reward } from './fund.ts';

/** The tip that a package names, as the lead's own keys opened it. */
export type ReadTip = {
	tip: string;
	/** From the body that the sender signed; null where that body does not hold. */
	claim: string | null;
	/** Verify keys in the list that the proposer names. */
	listed: ReadonlySet<string> | null;
};

/** Why a lead must not approve. */
export type ProposalFault =
	| 'no_package'
	| 'package_broken'
	| 'package_other'
	| 'proposer_unknown'
	| 'tip_closed'
	| 'body_broken'
	| 'claim_differs';

/**
 * Null when the reward that the server shows is the one that an officer of the list proposed for this tip, and its claim
 * is the one in the body that the sender signed.
 */
export function judgeProposal(
	reward: Pick<Reward, 'number' | 'amount' | 'unit'> & { claim: string },
	proposal: Proposal,
	read: ReadTip
): ProposalFault | null {
	const same =
		proposal.number === reward.number &&
		proposal.amount === reward.amount &&
		proposal.unit === reward.unit &&
		proposal.tip === read.tip;
	if (!same) return 'package_other';
	if (!read.listed?.has(proposal.by)) return 'proposer_unknown';
	if (read.claim === null) return 'body_broken';
	if (reward.claim !== read.claim || proposal.claim !== read.claim) return 'claim_differs';
	return null;
}

/** Why a treasurer must not pay. */
export type WordFault = 'word_broken' | 'word_other' | 'lead_unknown' | 'claim_other';

/**
 * Null when a lead of the list named signed exactly this: number, amount, unit, and the claim that the digits open.
 * @param claim SHA-256 of the digits that were shown
 */
export function judgeWord(
	shown: Pick<Reward, 'number' | 'amount' | 'unit' | 'fetch_until' | 'elsewhere'>,
	word: Approval,
	{ claim, leads }: { claim: string; leads: ReadonlySet<string> | null }
): WordFault | null {
	const same =
		word.number === shown.number &&
		word.amount === shown.amount &&
		word.unit === shown.unit &&
		word.fetch_until === shown.fetch_until &&
		word.elsewhere === shown.elsewhere;
	if (!same) return 'word_other';
	if (!leads?.has(word.by)) return 'lead_unknown';
	return word.claim === claim ? null : 'claim_other';
}
