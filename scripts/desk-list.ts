/** A unit's signed list as the public page of the keys judges it: whole in itself, how old, and by whom the next one is signed. */
import { followChain, type SignedLink } from '../src/lib/sealed/chain.ts';
import { verifyDesk, type VerifiedDesk } from '../src/lib/sealed/desk.ts';

export type Desk = { links: SignedLink[]; body: string; recipients: string[] };

export type JudgedList = {
	list: VerifiedDesk;
	expired: boolean;
	/** Heads of the links and the keys that signed after each, oldest first. */
	chain: ReturnType<typeof followChain>;
};

/**
 * From the first link on, so that a pinned key can be compared with every lead there was. One that has run out is verified as of
 * its day, since it has to be signed again.
 * @throws SealedError for whatever else is wrong with it
 */
export function judgeList(desk: Desk, unit: string, now = new Date()): JudgedList {
	const first = { lead: JSON.parse(desk.links[0]!.link).lead, version: 0, head: null };
	const chain = followChain(desk.links, first, unit);
	const { body } = chain.at(-1)!;
	const list = verifyDesk(desk, first, unit, new Date(body.at));
	return { list, expired: now > list.expires, chain };
}

/** A mark in groups of four, as pages show it. */
export const groups = (hex: string) => hex.match(/.{1,4}/g)!.join(' ');
