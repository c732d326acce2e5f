/** The room `queue`, live: what changed, and who looks at what. */
import * as z from 'zod/mini';
import type { Door } from './door.ts';
import { caseKind, hex32, instant, uuid } from './basics.ts';
import { person } from './queue.ts';

/** That a case changed, and when the server saw it. What changed is read through the case's own door. */
export const change = z.object({ id: uuid, version: z.int(), at: instant });
export type Change = z.infer<typeof change>;

/** Who else has a case open. */
export const lookers = z.object({ id: uuid, officers: z.array(person) });
export type Lookers = z.infer<typeof lookers>;

/** A private topic of Supabase Realtime that this officer hears; without a kind, what is theirs alone. */
export const topic = z.object({ topic: z.string(), kind: z.nullable(caseKind) });
export type Topic = z.infer<typeof topic>;

/** What Realtime brings of a case. */
export const told = z.object({ id: uuid, version: z.int() });

export const doors = {
	/** Asked four times a minute at most by a page that is seen; no sign of life, and writes no read. */
	queue_live: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			/** `now` and `mark` of the answer before; null at first. */
			since: z.nullable(instant),
			mark: z.nullable(hex32),
			/** Made by the page when it opened. */
			tab: uuid,
			/** The case that it shows. */
			looking: z.nullable(uuid)
		}),
		answer: z.object({
			now: instant,
			mark: hex32,
			/** More than single changes: the officer's compartments, their tips, or too much to name. */
			all: z.boolean(),
			changed: z.array(change),
			lookers: z.array(lookers),
			/** None where the server has no Realtime. */
			topics: z.array(topic)
		})
	}
} as const satisfies Record<string, Door>;
