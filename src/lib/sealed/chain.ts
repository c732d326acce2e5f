/** The chain of a unit's desk lists (TIPS.md §3): each link is signed by the key that the link before it names. */
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { digestOf, isDigest } from './digest.ts';
import { SealedError } from './problem.ts';
import { isCount, isFields, isText } from './shape.ts';
import { isSigned } from './signed.ts';

export interface DeskLink {
	v: 1;
	unit: string;
	version: number;
	/** ISO; when the lead signed. */
	at: string;
	/** SHA-256 of the link before it; null for the first. */
	previous: string | null;
	/** SHA-256 of the list itself. */
	body: string;
	/** The key that signs the next link: the signer's own, unless it hands over. */
	lead: string;
}

/** What a build knows of a chain, as in the contract: the lead's key, and the version it was last seen at. */
export interface DeskFloor {
	lead: string;
	version: number;
	/** SHA-256 of that version's link; null with version 0, before the chain begins. */
	head: string | null;
}

export interface SignedLink {
	link: string;
	signature: string;
}

interface Read extends SignedLink {
	head: string;
	body: DeskLink;
}

const signature = /^[0-9a-f]{128}$/;

/**
 * The links as they lead through the floor: those after it by signature, those before it, which an old thread may
 * need, by the hashes that lead back from it.
 * @throws SealedError `list_unsigned`, `list_forked`, `list_foreign`, `list_damaged`
 */
export function followChain(links: SignedLink[], floor: DeskFloor, unit: string): Read[] {
	const chain = links.map(read);
	if (chain.some(({ body }) => body.unit !== unit)) throw new SealedError('list_foreign');
	for (const [at, { body }] of chain.entries()) {
		const before = chain[at - 1];
		if (!before) continue;
		if (body.version !== before.body.version + 1 || body.previous !== before.head)
			throw new SealedError('list_forked');
	}
	const known = startOf(chain, floor);
	for (const [at, link] of chain.entries()) {
		if (at <= known) continue;
		const lead = chain[at - 1]?.body.lead ?? floor.lead;
		const bytes = utf8ToBytes(link.link);
		if (!isSigned(bytes, 'gan-dan/desk/v1', hexToBytes(link.signature), lead))
			throw new SealedError('list_unsigned');
	}
	return chain;
}

/** The index of the link that the build knows; -1 when the chain begins after a floor without one. */
function startOf(chain: Read[], floor: DeskFloor): number {
	const first = chain[0]?.body;
	if (!first) throw new SealedError('list_damaged');
	if (floor.head === null) {
		if (first.version !== 1 || first.previous !== null) throw new SealedError('list_forked');
		return -1;
	}
	const known = chain.findIndex(({ body }) => body.version === floor.version);
	if (chain[known]?.head !== floor.head) throw new SealedError('list_forked');
	return known;
}

function read({ link, signature: signed }: SignedLink): Read {
	const body = parseText(link);
	const names = ['v', 'unit', 'version', 'at', 'previous', 'body', 'lead'];
	const shaped =
		isFields(body, names) &&
		body.v === 1 &&
		isText(body.unit) &&
		isCount(body.version, 1) &&
		isInstant(body.at) &&
		(body.previous === null || isDigest(body.previous)) &&
		isDigest(body.body) &&
		isDigest(body.lead);
	if (!shaped || !signature.test(signed)) throw new SealedError('list_damaged');
	return { link, signature: signed, head: digestOf(link), body: body as unknown as DeskLink };
}

export function parseText(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new SealedError('list_damaged');
	}
}

export const isInstant = (value: unknown): value is string =>
	isText(value) && !Number.isNaN(Date.parse(value));
