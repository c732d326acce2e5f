/** Data requests of the room `queue`: somebody sees, corrects or erases what the portal knows of them (NĐ 356/2025/NĐ-CP). */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';
import {
	caseAnswer,
	dataAsked,
	dataRefusal,
	day,
	instant,
	key,
	mendedValues,
	uuid
} from './basics.ts';
import type { Door } from './door.ts';
import { person, wholeCase } from './queue.ts';

export const doors = {
	/** Writes a request about a case down, for somebody on the phone, at the desk or on paper. */
	queue_data_ask: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			id: uuid,
			what: dataAsked,
			/** Wanted for a correction. */
			words: z.nullable(plainText(1000)),
			channel: z.enum(['hotline', 'walk_in', 'paper'])
		}),
		answer: caseAnswer
	},
	/** All that is held of the persons of the case that a request is about; the read is written down. Its `kin` is empty. */
	queue_data_sheet: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ id: uuid }),
		answer: z.object({
			at: instant,
			by: person,
			request: z.string(),
			about: wholeCase,
			/** How often officers opened the case, day by day. */
			reads: z.array(z.object({ day, times: z.int() }))
		})
	},
	/** `identity` is wanted when granted, `reason` and `said` when refused, `corrected` for a correction that is granted. */
	queue_data_answer: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			id: uuid,
			version: z.int(),
			granted: z.boolean(),
			identity: z.nullable(z.enum(['call', 'paper'])),
			reason: z.nullable(dataRefusal),
			said: z.nullable(plainText(1000)),
			corrected: z.nullable(mendedValues)
		}),
		answer: caseAnswer
	}
} as const satisfies Record<string, Door>;
