/** The room `booking` on the evening before: whether a house is ready for its visit. */
import * as z from 'zod/mini';
import type { Door } from './door.ts';
import { caseAnswer, instant, key, uuid } from './basics.ts';
import { ready, readinessAnswers, type ReadinessAnswers } from './booking-case.ts';

export { ready, readinessAnswers, type ReadinessAnswers };

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
