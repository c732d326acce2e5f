/** What is kept of persons and for how long, and what was erased: the report of the room `queue`. */
import * as z from 'zod/mini';
import { instant } from './basics.ts';
import type { Door } from './door.ts';

/** Kinds of what is kept, by what ends their time, as in `erasures.kinds`. */
export const heldKind = z.enum([
	'sensitive',
	'contact',
	'request',
	'tip',
	'keeper',
	'hold',
	'caller',
	'part',
	'answer',
	'draft',
	'tail',
	'invitation',
	'package',
	'follow',
	'officer',
	'books',
	'published'
]);
export type HeldKind = z.infer<typeof heldKind>;

export const doors = {
	/** Counts of the unit, and of the portal for what belongs to no unit; of leads and auditors. */
	queue_erasures: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({
			/** When the nightly job ran to its end. */
			last: z.nullable(instant),
			/** It should have run since. */
			late: z.boolean(),
			kinds: z.array(
				z.object({
					kind: heldKind,
					/** Whether a job erases it; the rest is kept for a reason of its own. */
					job: z.boolean(),
					due: z.int(),
					/** Of those, what should be gone for longer than a night. */
					overdue: z.int(),
					/** In a year. */
					erased: z.int(),
					at: z.nullable(instant)
				})
			),
			/** What the unit has set. */
			days: z.object({ sensitive: z.int(), contact: z.int(), tip: z.int() })
		})
	}
} as const satisfies Record<string, Door>;
