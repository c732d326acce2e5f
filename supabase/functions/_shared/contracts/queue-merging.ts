/** The room `queue`: two cases of one household become one, one case of several people becomes two, and back again. */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';
import type { Door } from './door.ts';
import {
	caseAnswer,
	caseKind,
	caseState,
	channel,
	hex32,
	instant,
	key,
	uuid,
	window,
	words
} from './basics.ts';

const person = z.object({ id: uuid, name: z.string() });

/** A case as one of two that may be the same. */
export const side = z.object({
	id: uuid,
	reference: z.string(),
	kind: caseKind,
	state: caseState,
	version: z.int(),
	channel,
	received_at: instant,
	people: z.array(z.string()),
	place: z.nullable(z.string()),
	window: z.nullable(window),
	words: z.nullable(words),
	contact: z.object({ name: z.nullable(z.string()), phone: z.nullable(z.string()) })
});
export type Side = z.infer<typeof side>;

export const link = z.object({
	id: uuid,
	kind: z.enum(['merge', 'split']),
	at: instant,
	officer: person,
	/** What the other case is: `other` was merged into this one or split off it; `kept` goes on for this one. */
	is: z.enum(['kept', 'other']),
	case: side,
	undoable: z.boolean(),
	undone: z.boolean(),
	/** The story of a case that was merged into this one, as its own page tells it. */
	events: z.array(
		z.object({
			id: uuid,
			at: instant,
			code: z.string(),
			officer: z.nullable(person),
			by: z.enum(['officer', 'citizen', 'system']),
			data: z.looseObject({}),
			body: z.nullable(z.string()),
			visible_to_citizen: z.boolean()
		})
	),
	notes: z.array(z.object({ id: uuid, at: instant, officer: person, body: z.nullable(z.string()) }))
});
export type Link = z.infer<typeof link>;

/** Part of an open case; of cases outside the officer's compartment nothing is said. */
export const kin = z.object({
	/** Into which case this one was merged in the end. */
	kept_in: z.nullable(z.object({ id: uuid, reference: z.string() })),
	links: z.array(link),
	/** At most five, those with the same name first. */
	alike: z.array(
		z.object({
			id: uuid,
			reference: z.string(),
			people: z.array(z.string()),
			why: z.array(z.enum(['phone', 'name']))
		})
	)
});
export type Kin = z.infer<typeof kin>;

/** Whose window stands. */
export const stands = z.enum(['kept', 'other']);
export type Stands = z.infer<typeof stands>;

/** What becomes of a place when a link is undone; `stays`: the case has moved since, or nothing was taken from it. */
const place = z.enum(['none', 'back', 'gone', 'stays']);

export const doors = {
	/**
	 * What a merge of the case `reference` into `id` would do, with each choice of window tried and taken back. `refused` of a
	 * choice: other_kind, not_allowed, settle_first, window_too_short, or what the commit says.
	 */
	queue_merge_preview: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			id: uuid,
			reference: plainText(40),
			bring: z.array(uuid)
		}),
		answer: z.object({
			kept: side,
			other: side,
			due_at: z.nullable(instant),
			choices: z.array(
				z.object({
					whose: stands,
					refused: z.nullable(z.string()),
					state: z.nullable(caseState),
					due_at: z.nullable(instant),
					due_clock: z.nullable(z.string())
				})
			),
			/** People whom the case that stays does not know: they are brought along, or nobody visits them. */
			only_other: z.array(z.object({ id: uuid, name: z.string() })),
			/** The other case has a question that nobody will be asked any more. */
			question_ends: z.boolean()
		})
	},
	/** Refusals (409): stale (`version`, `other_version`), other_kind, not_allowed, settle_first, window_too_short. */
	queue_merge: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			id: uuid,
			version: z.int(),
			other: uuid,
			other_version: z.int(),
			/** Null for call-backs, which have none. */
			stands: z.nullable(stands),
			bring: z.array(uuid).check(z.maxLength(12))
		}),
		answer: z.extend(caseAnswer, { link: uuid })
	},
	/** Takes people into a case of their own, with the code that this browser made. `together`: in the same window. */
	queue_split: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			id: uuid,
			version: z.int(),
			people: z.array(uuid).check(z.maxLength(12)),
			lookup_hash: hex32,
			together: z.boolean()
		}),
		answer: z.extend(caseAnswer, { made: caseAnswer })
	},
	/** What undoing would do to both promises. */
	queue_link_preview: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ id: uuid, link: uuid }),
		answer: z.object({ kept: place, other: place, refused: z.nullable(z.string()) })
	},
	/** `waitlist`: who finds the place gone waits; without it 409 place_gone. Also too_old, undo_newer_first, not_allowed. */
	queue_link_undo: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, version: z.int(), link: uuid, waitlist: z.boolean() }),
		answer: caseAnswer
	}
} as const satisfies Record<string, Door>;
