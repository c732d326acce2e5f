/** The room `booking` on the evening before: whether a house is ready for its visit. */
import * as z from 'zod/mini';
import type { Door } from './door.ts';
import { caseAnswer, instant, key, uuid } from './basics.ts';

export const ready = z.enum(['yes', 'not_yet', 'unsure']);

/** Power for the kit, a table with a seat, the papers laid out, somebody at home. */
export const readinessAnswers = z.strictObject({
	/** Null for people who come to a gathering: of the place its keeper is asked. */
	power: z.nullable(ready),
	seat: z.nullable(ready),
	papers: ready,
	home: ready
});
export type ReadinessAnswers = z.infer<typeof readinessAnswers>;

/** As officers see it, of the day on which the visit stands now. */
export const readiness = z.object({
	answers: readinessAnswers,
	by: z.enum(['citizen', 'officer']),
	officer: z.nullable(z.object({ id: uuid, name: z.string() })),
	at: instant
});
export type Readiness = z.infer<typeof readiness>;

export const doors = {
	/** What a family said on the phone; desk and lead, from the day before. `not_allowed` (409): earlier, or not confirmed. */
	booking_readiness: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, version: z.int(), answers: readinessAnswers }),
		answer: caseAnswer
	}
} as const satisfies Record<string, Door>;
