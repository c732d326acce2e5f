/**
 * A reward without a name (TIPS.md §6), as far as keys are concerned: what its proposer tells the lead of the tip, sealed
 * and signed, and the lead's signed word, which the treasurer's browser believes instead of the server.
 */
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { open, seal } from './age.ts';
import { digestOf, isDigest } from './digest.ts';
import { frame, unframe } from './frame.ts';
import { SealedError } from './problem.ts';
import { isCount, isFields, isText, isTip } from './shape.ts';
import { isSigned, pack, sign, unpack, type Signer } from './signed.ts';

/** What a proposal says, and to whom nothing else says it: which tip it is for. */
export interface Proposal {
	unit: string;
	number: string;
	/** SHA-256 of the twenty digits, from the body that the sender signed. */
	claim: string;
	amount: number;
	tip: string;
	/** The tip's case, under which the lead finds it. */
	case: string;
	/** Version of the unit's desk list that the proposer stands in. */
	list: number;
	by: string;
}

export interface Approval {
	unit: string;
	number: string;
	claim: string;
	amount: number;
	decision: string;
	decided_on: string;
	fetch_until: string;
	elsewhere: string | null;
	list: number;
	by: string;
}

const proposalFields = ['v', 'unit', 'number', 'claim', 'amount', 'tip', 'case', 'list', 'by'];
const approvalFields = [
	...['v', 'unit', 'number', 'claim', 'amount', 'decision', 'decided_on'],
	...['fetch_until', 'elsewhere', 'list', 'by']
];

/** An age file of 1 KiB to a lead. @throws SealedError `classical_recipient`, `too_long` */
export async function sealProposal(
	said: Omit<Proposal, 'by'>,
	signer: Signer,
	recipient: string
): Promise<Uint8Array> {
	const value = { v: 1, ...said, by: signer.verify };
	return seal(frame(pack(value, 'gan-dan/proposal/v1', signer), 1), recipient);
}

/**
 * Whether `by` may propose is for whoever holds the list to say.
 * @throws SealedError `cannot_open`, `padding`, `shape`, `signature`
 */
export async function openProposal(file: Uint8Array, identity: string): Promise<Proposal> {
	const { value, isBy } = unpack(unframe(await open(file, identity)));
	const fits =
		isFields(value, proposalFields) &&
		value.v === 1 &&
		isReward(value) &&
		isTip(value.tip) &&
		isText(value.case);
	if (!fits) throw new SealedError('shape');
	const proposal = value as unknown as Proposal;
	if (!isBy('gan-dan/proposal/v1', proposal.by)) throw new SealedError('signature');
	return proposal;
}

/** The exact text that is signed, and the signature as hex. */
export function signApproval(
	said: Omit<Approval, 'by'>,
	signer: Signer
): { word: string; signature: string } {
	const word = JSON.stringify({ v: 1, ...said, by: signer.verify });
	const signature = bytesToHex(sign(utf8ToBytes(word), 'gan-dan/approval/v1', signer));
	return { word, signature };
}

/** Whether `by` was a lead is for whoever holds the list to say. @throws SealedError `shape`, `signature` */
export function readApproval(word: string, signature: string): Approval {
	const value = parse(word);
	const fits =
		isFields(value, approvalFields) &&
		value.v === 1 &&
		isReward(value) &&
		[value.decision, value.decided_on, value.fetch_until].every(isText) &&
		(value.elsewhere === null || isText(value.elsewhere));
	if (!fits) throw new SealedError('shape');
	const approval = value as unknown as Approval;
	const bytes = /^[0-9a-f]{128}$/.test(signature) ? hexToBytes(signature) : new Uint8Array();
	if (!isSigned(utf8ToBytes(word), 'gan-dan/approval/v1', bytes, approval.by))
		throw new SealedError('signature');
	return approval;
}

/** Whether twenty digits are those of a claim. */
export const opensClaim = (digits: string, claim: string): boolean => digestOf(digits) === claim;

const isReward = (value: Record<string, unknown>) =>
	[value.unit, value.number].every(isText) &&
	isDigest(value.claim) &&
	isCount(value.amount, 1) &&
	isCount(value.list, 1) &&
	isDigest(value.by);

function parse(word: string): unknown {
	try {
		return JSON.parse(word);
	} catch {
		throw new SealedError('shape');
	}
}
