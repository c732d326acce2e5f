/** Shapes of the room `support` that the queue's page of a case meets as well. */
import * as z from 'zod/mini';
import { caseState, day, instant, minutes, uuid } from './basics.ts';

/** What happened to the family. Never who was at fault. */
export const hardship = z.enum(['agent_orange', 'traffic_accident', 'other']);

/** What would help; an officer's visit finds the same. */
export const want = z.enum([
	'visit',
	'food',
	'livelihood',
	'schooling',
	'house',
	'care',
	'papers',
	'unsure'
]);

export const asker = z.enum(['self', 'neighbour', 'officer']);
export type Asker = z.infer<typeof asker>;

export const granted = z.enum(['granted', 'partly', 'refused']);
/** Before a decision a request is cancelled for one of these, after it it is done; SQL says which may be when. */
export const endReason = z.enum([
	'no_longer_needed',
	'other_help',
	'moved_away',
	'person_died',
	'unreachable',
	'duplicate',
	'other_unit'
]);
export const consentHow = z.enum(['call', 'in_person']);

const officer = z.object({ id: uuid, name: z.string() });

/** What an officer sees of a request. Null where retention has passed. */
export const supportDetail = z.object({
	asker,
	hardship: z.nullable(hardship),
	story: z.nullable(z.string()),
	wants: z.array(want),
	family: z.object({ name: z.nullable(z.string()), phone: z.nullable(z.string()) }),
	/** Who asked for another family; `may_name`: whether the family may hear of them. */
	asked_by: z.nullable(
		z.object({
			name: z.nullable(z.string()),
			phone: z.nullable(z.string()),
			may_name: z.boolean()
		})
	),
	area_name: z.string(),
	hamlet_name: z.nullable(z.string()),
	landmark: z.nullable(z.string()),
	/** The family's own word; null until it was asked. */
	agreed: z.nullable(
		z.object({
			yes: z.boolean(),
			at: instant,
			how: z.enum(['own_request', ...consentHow.options]),
			officer: z.nullable(officer)
		})
	),
	/** Newest first; `met` is null for the one that is planned. */
	visits: z.array(
		z.object({
			id: uuid,
			day,
			met: z.nullable(z.boolean()),
			needs: z.array(want),
			note: z.nullable(z.string()),
			officer,
			/** A planned visit that rides along: team and minute as far as it is planned; `came`: the team met somebody. */
			rides: z.nullable(
				z.object({
					minutes: z.int(),
					team_name: z.nullable(z.string()),
					start: z.nullable(minutes),
					came: z.nullable(z.boolean()),
					told_at: z.nullable(instant)
				})
			)
		})
	),
	next_visit: z.nullable(day),
	decision: z.nullable(z.object({ granted, reason: z.nullable(z.string()), at: instant, officer })),
	given: z.array(
		z.object({
			id: uuid,
			day,
			kind: z.enum(['money', 'goods']),
			/** Whole đồng; of goods their stated value. */
			amount: z.nullable(z.int()),
			goods: z.nullable(z.string()),
			officer,
			/** Written by mistake and taken back. */
			undone: z.boolean(),
			/** What the fund was asked for: given once it is paid, no more once that is reversed. */
			fund: z.nullable(
				z.object({
					state: z.enum(['proposed', 'approved', 'paid', 'refused', 'withdrawn', 'reversed']),
					day: z.nullable(day),
					voucher: z.nullable(z.string()),
					/** Why it was refused, withdrawn or reversed. */
					reason: z.nullable(z.string())
				})
			)
		})
	),
	/** Under which decision the unit's fund gives help, and the most for one payment; null where it gives none. */
	fund: z.nullable(z.object({ decision: z.string(), cap: z.int() })),
	ended: z.nullable(endReason),
	/** Other requests of what seems the same household. */
	same: z.array(
		z.object({
			id: uuid,
			reference: z.string(),
			state: caseState,
			received_at: instant,
			by: z.array(z.enum(['name', 'phone']))
		})
	),
	unanswered: z.object({ calls: z.int(), days: z.int() }),
	erased_at: z.nullable(instant)
});
export type SupportDetail = z.infer<typeof supportDetail>;
