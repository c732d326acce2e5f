/**
 * Shapes of the room `booking` that whoever has a visit's code meets as well, apart from the rest because a page for codes
 * needs none of it.
 */
import * as z from 'zod/mini';
import { instant, uuid, window } from './basics.ts';

export const whenToCall = z.enum(['any', 'morning', 'afternoon', 'evening']);

export const outcome = z.enum([
	'captured',
	'absent',
	'refused',
	'prints_unreadable',
	'needs_another_visit',
	'died'
]);
export type Outcome = z.infer<typeof outcome>;

export const postponeReason = z.enum(['storm', 'flood', 'kit_broken', 'officers_away', 'other']);
export type PostponeReason = z.infer<typeof postponeReason>;

/** Why a promise was taken back, and which. */
export const postponed = z.object({
	reason: postponeReason,
	note: z.nullable(z.string()),
	at: instant,
	window
});
export type Postponed = z.infer<typeof postponed>;

/** A window that nobody else can take until a time. */
export const keptOffer = z.object({
	id: uuid,
	why: z.enum(['postponed', 'waitlist']),
	until: instant,
	window
});

export const cancelReason = z.enum([
	'no_longer_needed',
	'person_died',
	'cannot_be_home',
	'went_to_office',
	'moved_away',
	'other'
]);

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

export const gatheringKind = z.enum(['culture_house', 'health_station', 'hospital', 'other']);

/** Where people come instead of being visited, as they may know it. */
export const gatheringFace = z.object({
	id: uuid,
	kind: gatheringKind,
	name: z.string(),
	area_name: z.string(),
	hamlet_name: z.nullable(z.string()),
	landmark: z.nullable(z.string()),
	/** What the unit tells everybody who comes. */
	note: z.nullable(z.string())
});
