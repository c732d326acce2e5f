/** Whom a tip is sealed to: the newest list of a unit's chain, signed by its lead, no older than 35 days. */
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { isHybrid } from './age.ts';
import { followChain, isInstant, parseText } from './chain.ts';
import type { DeskFloor, DeskLink, SignedLink } from './chain.ts';
import { digestOf, isDigest } from './digest.ts';
import type { OfficerOf } from './judge.ts';
import { SealedError } from './problem.ts';
import { isFields, isText } from './shape.ts';
import { sign, type Signer } from './signed.ts';

export interface DeskMember {
	/** A pseudonym, as 'Cán bộ 3'. */
	name: string;
	recipient: string;
	verify: string;
	lead: boolean;
}

/** A member as the list's text names them, with SHA-256 of the recipient instead of its two kilobytes. */
export type ListedMember = DeskMember;

export interface KnownList {
	unit: string;
	version: number;
	members: ListedMember[];
}

export interface VerifiedDesk {
	unit: string;
	version: number;
	at: string;
	expires: Date;
	/** Older than 21 days: the lead is asked to sign again. */
	stale: boolean;
	/** The key that signs the next link. */
	lead: string;
	/** SHA-256 of the newest link. */
	head: string;
	members: DeskMember[];
}

const DAY = 86_400_000;
const VALID = 35 * DAY;
const FRESH = 21 * DAY;

/** Makes and signs the next link. `previous`: the head before it, null for the first; `successor`: hands over. */
export function signDesk(list: {
	unit: string;
	version: number;
	previous: string | null;
	members: DeskMember[];
	at: string;
	signer: Signer;
	successor?: string;
}): { link: string; signature: string; body: string; head: string } {
	const { unit, version, previous, at, signer } = list;
	if (!list.members.every(({ recipient }) => isHybrid(recipient)))
		throw new SealedError('classical_recipient');
	const members = list.members.map(({ name, recipient, verify, lead }) => ({
		name,
		recipient: digestOf(recipient),
		verify,
		lead
	}));
	const body = JSON.stringify({ v: 1, unit, version, at, members });
	const next: DeskLink = {
		v: 1,
		unit,
		version,
		at,
		previous,
		body: digestOf(body),
		lead: list.successor ?? signer.verify
	};
	const link = JSON.stringify(next);
	const signature = bytesToHex(sign(utf8ToBytes(link), 'gan-dan/desk/v1', signer));
	return { link, signature, body, head: digestOf(link) };
}

/**
 * The list that may be sealed to now.
 * @throws SealedError `list_unsigned`, `list_forked`, `list_foreign` (another unit's, or a recipient that the list
 * does not name), `list_expired`, `list_damaged`, `classical_recipient`
 */
export function verifyDesk(
	desk: { links: SignedLink[]; body: string; recipients: string[] },
	floor: DeskFloor,
	unit: string,
	now: Date
): VerifiedDesk {
	const newest = followChain(desk.links, floor, unit).at(-1)!;
	const { version, at, lead } = newest.body;
	const listed = listOf(desk.body, newest.body);
	if (listed.length !== desk.recipients.length) throw new SealedError('list_foreign');
	const members = listed.map((member, place) => {
		const recipient = desk.recipients[place]!;
		if (!isHybrid(recipient)) throw new SealedError('classical_recipient');
		if (digestOf(recipient) !== member.recipient) throw new SealedError('list_foreign');
		return { ...member, recipient };
	});
	const signed = Date.parse(at);
	if (now.getTime() > signed + VALID) throw new SealedError('list_expired');
	return {
		unit,
		version,
		at,
		expires: new Date(signed + VALID),
		stale: now.getTime() > signed + FRESH,
		lead,
		head: newest.head,
		members
	};
}

/**
 * A list of any age, behind an officer's signature in a thread: its text beside the chain that names it.
 * @throws SealedError as `verifyDesk`, except that it never expires
 */
export function verifyList(
	desk: { links: SignedLink[]; body: string },
	floor: DeskFloor,
	unit: string
): KnownList {
	const body = digestOf(desk.body);
	const link = followChain(desk.links, floor, unit).find((one) => one.body.body === body);
	if (!link) throw new SealedError('list_damaged');
	return { unit, version: link.body.version, members: listOf(desk.body, link.body) };
}

/** The `officerOf` of `openThread`, by the lists that were verified. `home`: the unit that the tip was sent to. */
export function officersOf(lists: Pick<VerifiedDesk, keyof KnownList>[], home: string): OfficerOf {
	return (version, verify, unit) =>
		lists.some(
			(list) =>
				list.unit === (unit ?? home) &&
				list.version === version &&
				list.members.some((member) => member.verify === verify)
		);
}

function listOf(text: string, link: DeskLink): ListedMember[] {
	const body = parseText(text);
	const fits =
		digestOf(text) === link.body &&
		isFields(body, ['v', 'unit', 'version', 'at', 'members']) &&
		body.v === 1 &&
		body.unit === link.unit &&
		body.version === link.version &&
		body.at === link.at &&
		isInstant(body.at) &&
		Array.isArray(body.members) &&
		body.members.every(isMember);
	if (!fits) throw new SealedError('list_damaged');
	return body.members as ListedMember[];
}

const isMember = (value: unknown): value is ListedMember =>
	isFields(value, ['name', 'recipient', 'verify', 'lead']) &&
	isText(value.name) &&
	isDigest(value.recipient) &&
	isDigest(value.verify) &&
	typeof value.lead === 'boolean';
