/** The room `queue`: the envelope every case shares, its clocks, events, notes, calls. */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';
import type { Door } from './door.ts';
import {
	areaCode,
	caseAnswer,
	caseKind,
	caseState,
	channel,
	dataAsked,
	dataRefusal,
	hex32,
	instant,
	key,
	mendable,
	unitCode,
	uuid,
	words
} from './basics.ts';
import { callBackDetail, visitDetail } from './booking.ts';
import { readiness } from './booking-evening.ts';
import { clockOfCase, clockSteps } from './queue-clocks.ts';
import { kin } from './queue-merging.ts';
import { aids } from './queue-replies.ts';
import { supportDetail } from './support-case.ts';

/** Filters live in the address; an absent one filters nothing. */
export const filter = z.strictObject({
	kind: z.optional(caseKind),
	state: z.optional(caseState),
	area: z.optional(areaCode),
	/** 'me', 'nobody' or an officer's id. */
	assignee: z.optional(z.union([z.literal('me'), z.literal('nobody'), uuid])),
	/** `soon`: until the same time of the next working day. */
	due: z.optional(z.enum(['late', 'soon', 'today'])),
	/** Cases whose next step is a call that is due now; for the desk also families who must be asked on the day before. */
	to_call: z.optional(z.boolean()),
	/** The month in which a case was received, `2026-11`, or the first and the last of several, `2026-09..2026-11`. */
	month: z.optional(
		z
			.string()
			.check(z.regex(/^[12]\d{3}-(0[1-9]|1[0-2])(\.\.[12]\d{3}-(0[1-9]|1[0-2]))?$/, 'bad_format'))
	),
	/** False: ended cases. Default true. */
	open: z.optional(z.boolean())
});
export type Filter = z.infer<typeof filter>;

export const person = z.object({ id: uuid, name: z.string() });

export const row = z.object({
	id: uuid,
	reference: z.string(),
	kind: caseKind,
	state: caseState,
	/** Holds nothing private: 'Đến nhà, 2 người, 40 phút'. Built of codes by the page. */
	title: z.object({ code: z.string(), data: z.looseObject({}) }),
	area: z.nullable(z.object({ code: areaCode, name: z.string() })),
	priority: z.enum(['normal', 'high', 'urgent']),
	channel,
	received_at: instant,
	/** Nearest running clock. */
	due_at: z.nullable(instant),
	due_clock: z.nullable(z.string()),
	/** A case put aside until then: it is out of the list and comes back. */
	again_at: z.nullable(instant),
	assignee: z.nullable(person),
	version: z.int(),
	/**
	 * What a line says aloud, with the days left to the visit: `unconfirmed` two days before it or later; on the day before,
	 * `not_ready` (something is missing at the house) and `no_readiness` (nobody answered); `to_tell`: what no message told them.
	 */
	flag: z.nullable(
		z.object({
			code: z.enum(['unconfirmed', 'not_ready', 'no_readiness', 'to_tell']),
			days: z.int()
		})
	)
});
export type Flag = NonNullable<z.infer<typeof row>['flag']>;
export type Row = z.infer<typeof row>;

/** The last line seen: its nearest clock, or when it ended. */
export const cursor = z.strictObject({ at: z.nullable(instant), id: uuid });

/** Codes and ids only; words of people live in rows that can be erased (`body` is joined in when still there). */
export const event = z.object({
	id: uuid,
	at: instant,
	code: z.string(),
	/** Null: the citizen or the system. */
	officer: z.nullable(person),
	by: z.enum(['officer', 'citizen', 'system']),
	data: z.looseObject({}),
	body: z.nullable(z.string()),
	visible_to_citizen: z.boolean()
});
export type Event = z.infer<typeof event>;

export const note = z.object({
	id: uuid,
	at: instant,
	officer: person,
	body: z.nullable(z.string())
});

/** What the officer may do next, in the order it should be offered; the first is the main button. */
export const action = z.enum([
	'call',
	'confirm',
	'move',
	'gather',
	'take_offer',
	'wait',
	'propose',
	'ask',
	'return',
	'cancel',
	'readiness',
	'outcome',
	'card_ready',
	'card_handed',
	'replace_code',
	'merge',
	'split',
	'book_for_caller',
	'close_call_back',
	'assign',
	'note',
	'ask_data',
	'answer_data',
	'consent',
	'visit_day',
	'visit_made',
	'decide',
	'give',
	'end_support',
	/** These four stand beside the clocks, as `clock_steps` says. */
	'clock_pause',
	'clock_resume',
	'clock_extend',
	'clock_withdraw'
]);
export type Action = z.infer<typeof action>;

/** What was asked about the data of a case (`about`), and what was answered. */
export const dataRequest = z.object({
	what: dataAsked,
	words: z.nullable(z.string()),
	granted: z.nullable(z.boolean()),
	reason: z.nullable(dataRefusal),
	identity: z.nullable(z.enum(['call', 'paper'])),
	answer: z.nullable(z.string()),
	withdrawn: z.boolean(),
	about: z.object({
		id: uuid,
		reference: z.string(),
		kind: caseKind,
		state: caseState,
		ended: z.boolean(),
		erased: z.boolean()
	}),
	/** The number on file, to call; null once erased. */
	phone: z.nullable(z.string()),
	words_to_say: z.nullable(words)
});

export const wholeCase = z.object({
	row,
	unit: unitCode,
	words: z.nullable(words),
	actions: z.array(action),
	clocks: z.array(clockOfCase),
	clock_steps: clockSteps,
	events: z.array(event),
	notes: z.array(note),
	/** Question asked of the citizen and not yet answered. */
	question: z.nullable(z.object({ id: uuid, at: instant, body: z.string() })),
	/** What was returned to be mended. */
	returned: z.nullable(z.object({ reason: z.string(), fields: z.array(z.string()) })),
	visit: z.nullable(visitDetail),
	/** Whether the house is ready for the day of the visit, once somebody said so. */
	readiness: z.nullable(readiness),
	call_back: z.nullable(callBackDetail),
	data_request: z.nullable(dataRequest),
	support: z.nullable(supportDetail),
	/** What helps this officer to write about it: the checklist, and what they have not sent yet. */
	aids,
	/** Cases that it was merged with or split from, and open ones that may be the same. */
	kin
});
export type WholeCase = z.infer<typeof wholeCase>;

export const callOutcome = z.enum(['answered', 'no_answer', 'wrong_number', 'call_again']);

const command = { key, id: uuid, version: z.int() };

export const doors = {
	queue_page: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			filter,
			after: z.nullable(cursor),
			size: z.int().check(z.gte(1), z.lte(100))
		}),
		answer: z.object({ rows: z.array(row), next: z.nullable(cursor), now: instant })
	},
	/** Opens a case and writes the read down. */
	queue_case: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ id: uuid }),
		answer: wholeCase
	},
	/** Officers of the unit to whom a case may be given. */
	queue_officers: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({ officers: z.array(person) })
	},
	queue_assign: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ ...command, officer: z.nullable(uuid) }),
		answer: caseAnswer
	},
	queue_note: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			id: uuid,
			body: plainText(2000),
			/** Officers called by name; `out_of_reach` (409) for who may not know of the case. */
			mentions: z.optional(z.array(uuid).check(z.maxLength(20)))
		}),
		answer: caseAnswer
	},
	/** `again_at` is required for no_answer and call_again; the case leaves the list until then. */
	queue_call: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			...command,
			outcome: callOutcome,
			again_at: z.nullable(instant),
			note: z.nullable(plainText(500))
		}),
		answer: caseAnswer
	},
	queue_ask: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ ...command, body: plainText(1000) }),
		answer: caseAnswer
	},
	queue_return: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			...command,
			reason: plainText(500),
			fields: z.array(mendable).check(z.minLength(1, 'required'), z.maxLength(7))
		}),
		answer: caseAnswer
	},
	/** After an answered call of the last 30 minutes by the same officer in which name and hamlet were checked. */
	queue_replace_code: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			...command,
			lookup_hash: hex32,
			checked_name: z.literal(true),
			checked_hamlet: z.literal(true)
		}),
		answer: caseAnswer
	},
	queue_close_call_back: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			...command,
			reason: z.enum([
				'answered_by_phone',
				'not_eligible',
				'other_unit',
				'no_longer_needed',
				'duplicate'
			]),
			note: z.nullable(plainText(500))
		}),
		answer: caseAnswer
	}
} as const satisfies Record<string, Door>;
