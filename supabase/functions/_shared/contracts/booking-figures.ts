/** The room `booking` in figures, for the unit's lead. No person stands in any of them. */
import * as z from 'zod/mini';
import type { Door } from './door.ts';
import { channel, day } from './basics.ts';
import { cancelReason, outcome } from './booking.ts';

const group = {
	visits: z.int(),
	people: z.int(),
	captured: z.int(),
	/** Visits at which nobody of the household could be served. */
	missed: z.int(),
	/** Days from the request to the visit; null where there was none. */
	wait_median: z.nullable(z.number()),
	wait_p90: z.nullable(z.number()),
	/** Of `timed`, whose real time is known: service began inside the promised window. */
	kept: z.int(),
	timed: z.int(),
	/** Of `captured`: who was served at a gathering. */
	gathered: z.int()
};

export const figures = z.object({
	total: z.object(group),
	areas: z.array(z.object({ ...group, code: z.string(), name: z.string() })),
	channels: z.array(z.object({ ...group, channel })),
	outcomes: z.array(z.object({ outcome, people: z.int() })),
	cancelled: z.array(
		z.object({
			reason: z.enum([...cancelReason.options, 'not_eligible', 'unreachable']),
			cases: z.int()
		})
	),
	/** Days of teams that are over and had promises; `travel` in minutes. */
	days: z.object({ team_days: z.int(), visits: z.int(), travel: z.int() })
});

export const doors = {
	/** At most 366 days. */
	booking_figures: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ from_day: day, to_day: day }),
		answer: figures
	}
} as const satisfies Record<string, Door>;
