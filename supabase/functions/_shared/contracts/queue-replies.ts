/** The room `queue` where officers write: replies that lie ready, checklists, mentions, drafts. */
import * as z from 'zod/mini';
import { plainText, typedText } from '../text/index.ts';
import type { Door } from './door.ts';
import { caseAnswer, caseKind, caseState, instant, key, uuid } from './basics.ts';

const person = z.object({ id: uuid, name: z.string() });

/** The form that a reply goes into; `answer`: to the sender of a tip, where it is filled in and sealed in the browser. */
export const replyForm = z.enum(['ask', 'return', 'note', 'cancel', 'answer']);
export type ReplyForm = z.infer<typeof replyForm>;

export const language = z.enum(['vi', 'en']);

/** A text with `{so_ho_so}` and the like left to be filled in from the open case. */
export const reply = z.object({
	id: uuid,
	kind: caseKind,
	form: replyForm,
	/** States in which it is offered; empty: in all. */
	states: z.array(caseState),
	language,
	title: z.string(),
	body: z.string(),
	retired: z.boolean()
});
export type Reply = z.infer<typeof reply>;

export const replies = z.object({
	/** What fills them in, beside the case itself. */
	unit: z.object({ name: z.string(), hotline: z.nullable(z.string()) }),
	officer: z.string(),
	replies: z.array(reply)
});
export type Replies = z.infer<typeof replies>;

/** An item of a checklist as it stands in a case. */
export const check = z.object({
	id: uuid,
	label: z.string(),
	state: caseState,
	/** The action that is refused with `checks_missing` (409) until this is ticked. */
	demanded_by: z.nullable(z.string()),
	tick: z.nullable(z.object({ officer: person, at: instant }))
});
export type Check = z.infer<typeof check>;

export const draftForm = z.enum(['note', 'ask', 'return', 'cancel']);
export type DraftForm = z.infer<typeof draftForm>;

/** Part of an open case. Drafts are the calling officer's own. */
export const aids = z.object({
	checks: z.array(check),
	drafts: z.array(z.object({ form: draftForm, body: z.string(), at: instant }))
});
export type Aids = z.infer<typeof aids>;

export const editedCheck = z.object({
	id: uuid,
	kind: caseKind,
	state: caseState,
	label: z.string(),
	place: z.int(),
	demanded_by: z.nullable(z.string()),
	retired: z.boolean()
});

/** A note that calls the officer by name. */
export const mention = z.object({
	note: uuid,
	at: instant,
	officer: person,
	/** Null: erased with the personal data. */
	body: z.nullable(z.string()),
	read_at: z.nullable(instant),
	case: uuid,
	reference: z.string(),
	kind: caseKind,
	state: caseState
});
export type Mention = z.infer<typeof mention>;

const mentionCursor = z.strictObject({ at: instant, note: uuid });

export const doors = {
	/** All at once: which one is used is told to nobody. */
	queue_replies: { kind: 'rpc', who: 'officer', args: z.strictObject({}), answer: replies },
	/** The lead's: everything that may be edited here, with what an item may be demanded by. */
	queue_desk_words: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({
			replies: z.array(reply),
			checks: z.array(editedCheck),
			placeholders: z.array(z.object({ name: z.string(), kinds: z.array(caseKind) })),
			steps: z.array(z.object({ kind: caseKind, state: caseState, action: z.string() }))
		})
	},
	/** `reply` null: a new one. Refusal `unknown_placeholder` (422) at `body`. */
	queue_reply_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			reply: z.nullable(uuid),
			kind: caseKind,
			form: replyForm,
			states: z.array(caseState).check(z.maxLength(30)),
			language,
			title: plainText(80),
			body: plainText(1000),
			retired: z.boolean()
		}),
		answer: z.object({ id: uuid })
	},
	queue_check_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			item: z.nullable(uuid),
			kind: caseKind,
			state: caseState,
			label: plainText(160),
			place: z.int().check(z.gte(1), z.lte(99)),
			demanded_by: z.nullable(z.string().check(z.regex(/^[a-z_]{1,40}$/, 'bad_format'))),
			retired: z.boolean()
		}),
		answer: z.object({ id: uuid })
	},
	queue_tick: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, item: uuid, done: z.boolean() }),
		answer: caseAnswer
	},
	/** Whom a note of this case may call by name: nobody else is offered. */
	queue_mentionable: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ id: uuid }),
		answer: z.object({ officers: z.array(person) })
	},
	/** Newest first; `size` 0 asks for the count alone. */
	queue_mentions: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			after: z.nullable(mentionCursor),
			size: z.int().check(z.gte(0), z.lte(100))
		}),
		answer: z.object({
			unread: z.int(),
			rows: z.array(mention),
			next: z.nullable(mentionCursor)
		})
	},
	/**
	 * Keeps what is being typed, as it is; an empty text forgets it. The last window wins: `replaced` tells it that another one
	 * had written since `known`. No key: the same again changes nothing.
	 */
	queue_draft_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			id: uuid,
			form: draftForm,
			body: typedText(2000),
			tab: uuid,
			known: z.nullable(instant)
		}),
		answer: z.object({ at: z.nullable(instant), replaced: z.boolean() })
	}
} as const satisfies Record<string, Door>;
