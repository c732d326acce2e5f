/** The room `staff`: the second factor of a unit's officers. Each sets up their own through Auth. */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';
import type { Door } from './door.ts';
import { instant, key, uuid } from './basics.ts';

export const proof = z.object({
	id: uuid,
	name: z.string(),
	email: z.string(),
	/** How many proven ones, and since when. */
	factors: z.int(),
	since: z.nullable(instant)
});
export type Proof = z.infer<typeof proof>;

export const doors = {
	/** Those who have none first; active officers of the lead's unit. */
	staff_factors: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({
			/** Whether this server's Auth has second factors at all. */
			offered: z.boolean(),
			/** The lead has proven one in this session. */
			proven: z.boolean(),
			required_from: z.nullable(instant),
			officers: z.array(proof)
		})
	},
	/** Days until it is required of everybody; null: no more. */
	staff_factor_require: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, days: z.nullable(z.int().check(z.gte(0), z.lte(60))) }),
		answer: z.object({ required_from: z.nullable(instant) })
	},
	/** For an officer who lost theirs. Ends their sessions. */
	staff_factor_reset: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, officer: uuid, reason: plainText(300) }),
		answer: z.object({ ok: z.literal(true) })
	}
} as const satisfies Record<string, Door>;
