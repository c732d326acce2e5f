/**
 * Following the news without an account, a part of the room `notify`. What a browser gave stands for it: whoever has address
 * and secret of a subscription is that browser.
 */
import * as z from 'zod/mini';
import { areaCode, day, key, proof, unitCode } from './basics.ts';
import type { Door } from './door.ts';

/** As `news.categories` has them; a test holds the two together. */
export const category = z.enum(['news', 'warnings', 'campaigns', 'good_people', 'procedures']);
export type Category = z.infer<typeof category>;

const endpoint = z
	.string()
	.check(z.maxLength(1000, 'too_long'), z.regex(/^https:\/\//, 'bad_format'));
/** Sixteen bytes as base 64 for addresses. */
const auth = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/, 'bad_format'));

/** As `PushSubscription.toJSON()` gives it. */
export const subscription = z.strictObject({
	endpoint,
	/** An uncompressed point of P-256. */
	p256dh: z.string().check(z.regex(/^B[A-Za-z0-9_-]{86}$/, 'bad_format')),
	auth
});
export type Subscription = z.infer<typeof subscription>;

/** What somebody wants to hear of. `areas`: of the unit; none is all of them. */
export const wish = z.strictObject({
	unit: unitCode,
	categories: z.array(category).check(z.minLength(1, 'required'), z.maxLength(5)),
	areas: z.array(areaCode).check(z.maxLength(60)),
	lang: z.enum(['vi', 'en'])
});
export type Wish = z.infer<typeof wish>;

export const follow = z.object({ ...wish.shape, since: day });
export type Follow = z.infer<typeof follow>;

const edge = { kind: 'edge', path: 'follow', who: 'anyone' } as const;
const rpc = { kind: 'rpc', who: 'anyone' } as const;

export const doors = {
	/** A puzzle, and the public key to which a browser binds its subscription. */
	follow_challenge: {
		...edge,
		args: z.strictObject({}),
		answer: z.object({ challenge: z.string(), server_key: z.string() })
	},
	/**
	 * Follows, or follows something else. `not_a_service` (422): nobody we send to; `follow_taken` (409): the address is known with
	 * another secret, a new subscription helps; `follow_full` (409): no more can follow this unit.
	 */
	follow_start: {
		...edge,
		args: z.strictObject({ key, proof, subscription, wish }),
		answer: follow
	},
	/** The worker of the browser: its maker's service gave it another address. False: nothing was known of the former one. */
	follow_move: {
		...edge,
		args: z.strictObject({ former: z.strictObject({ endpoint, auth }), subscription }),
		answer: z.object({ moved: z.boolean() })
	},
	/** What this browser follows; null: nothing that the server knows of. */
	follow_read: { ...rpc, args: z.strictObject({ endpoint, auth }), answer: z.nullable(follow) },
	/** Follows no more; the same answer whether it did. */
	follow_stop: {
		...rpc,
		args: z.strictObject({ endpoint, auth }),
		answer: z.object({ ok: z.literal(true) })
	}
} as const satisfies Record<string, Door>;
