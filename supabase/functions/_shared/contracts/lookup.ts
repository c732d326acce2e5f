/** The room `lookup`: one door that opens every kind of case by its code, in frames of one size. */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';
import {
	cancelReason,
	gatheringFace,
	keptOffer,
	outcome,
	postponed,
	readinessAnswers,
	whenToCall
} from './booking-case.ts';
import {
	backAfter,
	caseKind,
	caseState,
	dataAsked,
	dataRefusal,
	day,
	hex32,
	instant,
	key,
	mendable,
	mendedValues,
	minutes,
	supportState,
	tipState,
	unitCode,
	uuid,
	visitState,
	window,
	words
} from './basics.ts';
import { deskLink, item, sealed, secret, tipId } from './sealing.ts';

/** Twenty digits of a sender's key tree, which open a reward. */
const digits = z.string().check(z.regex(/^\d{20}$/, 'bad_format'));
/** What a sender may do with a reward without coming. */
export const givingAway = z.enum(['given_to_support', 'refused']);

/** Inside the request frame. */
export const request = z.discriminatedUnion('op', [
	z.strictObject({ op: z.literal('open'), lookup: hex32, before: z.nullable(z.int()) }),
	z.strictObject({
		op: z.literal('say'),
		lookup: hex32,
		key,
		version: z.int(),
		say: z.discriminatedUnion('act', [
			z.strictObject({
				act: z.literal('cancel'),
				reason: cancelReason,
				/** With `person_died`: who; the others of the household are kept. */
				died: z.array(uuid).check(z.maxLength(12)),
				note: z.nullable(plainText(500))
			}),
			z.strictObject({ act: z.literal('answer'), question: uuid, body: plainText(1000) }),
			/** A window that is kept for this case: taken, or given back. */
			z.strictObject({ act: z.literal('take'), offer: uuid }),
			z.strictObject({ act: z.literal('refuse'), offer: uuid }),
			/** A postponed visit, or one that was to come to a gathering, goes on the waitlist. */
			z.strictObject({ act: z.literal('wait') }),
			z.strictObject({ act: z.literal('call_me') }),
			/** What the unit knows of the person: to be shown, corrected or erased. */
			z.strictObject({
				act: z.literal('ask_data'),
				what: dataAsked,
				words: z.nullable(plainText(1000))
			}),
			z.strictObject({
				act: z.literal('withdraw_data'),
				request: z.string().check(z.regex(/^DL-\d{2}-\d{4,8}$/, 'bad_format'))
			}),
			/** All the fields that were asked for, in one go. */
			z.strictObject({
				act: z.literal('mend'),
				values: mendedValues
			}),
			/** On the evening before; `not_allowed` at any other time. */
			z.strictObject({ act: z.literal('readiness'), answers: readinessAnswers }),
			/** The next item of a tip's thread; `stale` when an officer wrote first or the room has a new key. */
			z.strictObject({
				act: z.literal('message'),
				item: uuid,
				seq: z.int(),
				epoch: z.int(),
				sealed: sealed(4),
				/** Parts that were uploaded for this message: it names them inside the seal as well. */
				parts: z.optional(z.array(uuid).check(z.maxLength(40)))
			})
		])
	}),
	/** The signed lists behind the officers' messages of a tip. */
	z.strictObject({
		op: z.literal('desk'),
		lookup: hex32,
		/** The chain from this version on, and the text of the list `version`. */
		from: z.int(),
		version: z.int(),
		/** Whose list: the tip's unit unless told, or the one that it was moved from. */
		unit: z.optional(unitCode)
	}),
	/** The work to be done before more files are sent to a tip. */
	z.strictObject({ op: z.literal('upload'), lookup: hex32 }),
	/** Whether there is a reward for a claim. `lookup` is random: it opens nothing, and the answer is sealed to it. */
	z.strictObject({ op: z.literal('claim'), lookup: hex32, claim: hex32 }),
	/** Gives a reward away from afar; the digits are spent with it. `lookup` as above. */
	z.strictObject({ op: z.literal('settle'), lookup: hex32, key, digits, as: givingAway })
]);
export type Request = z.infer<typeof request>;

export const timelineItem = z.object({
	at: instant,
	/** A code the page has words for; each call that was made is one. */
	code: z.string(),
	data: z.looseObject({}),
	body: z.nullable(z.string())
});

/** Inside the answer frame. */
export const opened = z.object({
	kind: caseKind,
	reference: z.string(),
	/** `passed_on`: asked for another family, whose own matter it is from here on. */
	state: z.enum([...visitState.options, ...supportState.options, 'passed_on']),
	version: z.int(),
	words: z.nullable(words),
	unit: z.object({
		code: unitCode,
		police_name: z.string(),
		hotline: z.nullable(z.string()),
		hotline_sure: z.boolean()
	}),
	received_at: instant,
	window: z.nullable(window),
	/** Where they come in that window, if the team does not come to them. */
	gathering: z.optional(z.nullable(gatheringFace)),
	/** From the evening before: half an hour inside the window, which stays the promise. */
	estimate: z.nullable(z.object({ from: minutes, to: minutes })),
	/** What was answered about the house for that day; null while nobody asks. */
	readiness: z.nullable(z.object({ day, answers: z.nullable(readinessAnswers) })),
	proposals: z.array(window),
	/** Of visits alone: why there is no window any more, and which are kept instead. */
	postponed: z.optional(z.nullable(postponed)),
	offers: z.optional(z.array(keptOffer)),
	sequence: z.int(),
	papers: z.nullable(z.string()),
	area_name: z.nullable(z.string()),
	people: z.array(
		z.object({
			id: uuid,
			name: z.nullable(z.string()),
			outcome: z.nullable(outcome),
			card: z.nullable(z.enum(['ready', 'handed']))
		})
	),
	/** The case of this code was merged: this is the state of the one that goes on, and nothing may be changed by the code. */
	merged: z.optional(z.boolean()),
	call_when: z.nullable(whenToCall),
	/** Of a request for help: the day on which officers come next. */
	visit_day: z.optional(z.nullable(day)),
	again_at: z.nullable(instant),
	question: z.nullable(z.object({ id: uuid, at: instant, body: z.string() })),
	returned: z.nullable(z.object({ reason: z.string(), fields: z.array(mendable) })),
	/** Promises of the unit that stand still, such as while the citizen mends; `minutes_left` of their own measure. */
	paused: z.optional(
		z.array(
			z.object({
				clock: z.string(),
				since: instant,
				minutes_left: z.int(),
				measure: z.enum(['hours', 'days', 'working_days', 'months'])
			})
		)
	),
	actions: z.array(
		z.enum([
			'reschedule',
			'cancel',
			'answer',
			'mend',
			'take',
			'wait',
			'call_me',
			'readiness',
			'ask_data'
		])
	),
	/** What was asked about the person's data, newest first. */
	data_requests: z.array(
		z.object({
			reference: z.string(),
			what: dataAsked,
			received_at: instant,
			due_at: z.nullable(instant),
			state: caseState,
			reason: z.nullable(dataRefusal),
			answer: z.nullable(z.string())
		})
	),
	timeline: z.array(timelineItem),
	/** Cursor for older items, or null. */
	older: z.nullable(z.int()),
	/**
	 * How often officers opened it, an officer once an hour, by their role and never who; and how often it was printed. Null
	 * for who asked for another family: the numbers would tell whether it said yes.
	 */
	seen: z.nullable(
		z.object({
			roles: z.array(z.object({ role: z.string(), times: z.int() })),
			printed: z.int()
		})
	),
	/** Days after which personal data is erased, from the unit's settings. */
	retention: z.object({ sensitive_days: z.int(), contact_days: z.int() })
});
export type Opened = z.infer<typeof opened>;

/** A tip as its sender gets it back: sealed as it lies there. */
export const openedTip = z.object({
	kind: z.literal('tip'),
	reference: z.string(),
	state: tipState,
	version: z.int(),
	unit: opened.shape.unit,
	received_at: instant,
	tip: tipId,
	epoch: z.int(),
	seq: z.int(),
	/** The sender's own rows of the keys T that open the items here. */
	secrets: z.array(secret),
	/** Newest first. */
	items: z.array(item),
	/** How often officers opened it, and the unit it was moved from. */
	opened: z.int(),
	moved_from: z.nullable(z.string()),
	/** The unit that it was sent to first: until a move, the thread names lists of that one. */
	home: unitCode,
	actions: z.array(z.enum(['message'])),
	/** Cursor for older items, or null. */
	older: z.nullable(z.int()),
	/** Days after its end when the tip is erased. */
	erase_days: z.int(),
	back_after: backAfter
});
export type OpenedTip = z.infer<typeof openedTip>;

export const openedDesk = z.object({ links: z.array(deskLink), body: z.string() });

/** A reward as the sender of its tip learns of it: nothing before it was approved. */
export const toldReward = z.object({
	number: z.string(),
	/** Whole đồng. */
	amount: z.int(),
	state: z.enum(['approved', 'lapsed', 'paid', ...givingAway.options]),
	unit: opened.shape.unit,
	elsewhere: z.nullable(opened.shape.unit),
	fetch_until: day
});
export type ToldReward = z.infer<typeof toldReward>;

/** What a `say` may be refused with, inside the frame as well: one size for every answer. */
export const answer = z.union([
	z.object({ ok: z.literal(true), opened }),
	z.object({ ok: z.literal(true), tip: openedTip }),
	z.object({ ok: z.literal(true), desk: openedDesk }),
	z.object({ ok: z.literal(true), challenge: z.string() }),
	z.object({ ok: z.literal(true), reward: z.nullable(toldReward) }),
	z.object({
		ok: z.literal(false),
		code: z.string(),
		field: z.nullable(z.string()),
		/** Where several are wrong: all of them. */
		fields: z.optional(z.array(z.object({ field: z.string(), code: z.string() })))
	})
]);
export type Answer = z.infer<typeof answer>;
