import * as z from 'zod/mini';
import { Refusal } from '../_shared/answer/index.ts';
import { areaCode, day, minutes } from '../_shared/contracts/basics.ts';
import { TokenError } from '../_shared/token/index.ts';
import type { Ports } from './ports.ts';
import type { Pool } from './snapshot.ts';

/** How long a page with windows may lie open; the window itself is not kept by an offer. */
const GOOD_FOR = 15 * 60_000;

/** What a token says. No team and no detour: which team comes is decided again when the window is taken. */
const sealed = z.tuple([
	day,
	minutes,
	minutes,
	areaCode,
	z.nullable(z.string()),
	z.int(),
	z.int(),
	z.enum(['web', 'hotline', 'ward']),
	z.nullable(z.string()),
	z.nullable(z.string())
]);

/** A visit that looks for a window. */
export type Visit = {
	area: string;
	hamlet: string | null;
	/** Of service. */
	minutes: number;
	people: number;
	channel: Pool;
	/** The visit that has a case already and is to be moved; null for a new one. */
	subject: string | null;
	/** What was paid for the answer that this offer stands in: it keeps one window. Null where nothing was. */
	paid?: string | null;
};
export type Offer = Visit & { day: string; from: number; to: number };

export function sealOffer(ports: Ports, offer: Offer): Promise<string> {
	const { day, from, to, area, hamlet, minutes, people, channel, subject, paid = null } = offer;
	const content = [day, from, to, area, hamlet, minutes, people, channel, subject, paid];
	return ports.tokens.seal(content, ports.now() + GOOD_FOR);
}

/** @throws Refusal 409 `offer_expired`, 422 `bad_token` */
export async function openOffer(ports: Ports, token: string): Promise<Offer> {
	try {
		const content = sealed.parse(await ports.tokens.open(token, ports.now()));
		const [day, from, to, area, hamlet, minutes, people, channel, subject, paid] = content;
		return { day, from, to, area, hamlet, minutes, people, channel, subject, paid };
	} catch (error) {
		const expired = error instanceof TokenError && error.problem === 'expired';
		throw expired ? new Refusal(409, 'offer_expired') : badToken();
	}
}

/** An offer made for somebody else, or through another channel, is no offer. */
export function badToken(): Refusal {
	return new Refusal(422, 'bad_token', { field: 'token' });
}
