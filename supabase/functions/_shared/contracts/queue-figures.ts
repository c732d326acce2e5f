/** The room `queue` in figures: for the unit's lead, and what of it anybody may know. No person stands in any of them. */
import * as z from 'zod/mini';
import { caseKind, day, unitCode } from './basics.ts';
import type { Door } from './door.ts';

/** The first day of a month stands for the month. */
const counts = { received: z.int(), ended: z.int() };

export const figures = z.object({
	from: day,
	to: day,
	/** `median` and `p90`: days until a case had ended; null while none has. */
	kinds: z.array(
		z.object({
			kind: caseKind,
			...counts,
			median: z.nullable(z.number()),
			p90: z.nullable(z.number())
		})
	),
	months: z.array(z.object({ month: day, kind: caseKind, ...counts })),
	/** Never of tips, which have no area. */
	areas: z.array(z.object({ code: z.string(), name: z.string(), kind: caseKind, ...counts })),
	/** Of `due` that stopped or ran out, `kept` stopped in time. */
	clocks: z.array(z.object({ kind: caseKind, clock: z.string(), due: z.int(), kept: z.int() }))
});

/** Hidden because it is under five, or would give away a number that is. */
const hidden = z.nullable(z.int());
/** Percent in steps of five, rounded down; null where there were fewer than five. */
const share = z.nullable(z.int());

export const publicFigures = z.object({
	unit: unitCode,
	from: day,
	to: day,
	/** Kinds of which five or more came in those twelve months. */
	kinds: z.array(
		z.object({
			kind: caseKind,
			received: z.int(),
			ended_share: share,
			median: z.nullable(z.number()),
			clocks: z.array(z.object({ clock: z.string(), kept_share: share })),
			months: z.array(z.object({ month: day, received: hidden }))
		})
	),
	/** Visits at home alone. */
	areas: z.array(z.object({ name: z.string(), received: hidden }))
});

export const doors = {
	/** At most 24 months. */
	queue_figures: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ from_month: day, to_month: day }),
		answer: figures
	},
	/** The last twelve whole months; null for a unit that there is not. */
	queue_figures_public: {
		kind: 'rpc',
		who: 'anyone',
		args: z.strictObject({ unit: unitCode }),
		answer: z.nullable(publicFigures)
	}
} as const satisfies Record<string, Door>;
