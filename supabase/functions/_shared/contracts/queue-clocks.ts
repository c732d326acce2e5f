/** The room `queue`, its clocks: what runs, pauses and is extended, by which document, and what is late in the unit. */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';
import type { Door } from './door.ts';
import { caseAnswer, caseKind, day, instant, key, uuid } from './basics.ts';

export const measure = z.enum(['hours', 'days', 'working_days', 'months']);

/** Who signed: the head of the unit, the investigating agency, the procuracy. */
export const grantedBy = z.enum(['unit_head', 'agency', 'procuracy']);

/** A document as an event names it. The number is written in capitals without blanks: '15/QĐ-CSĐT'. */
export const document = z.strictObject({
	number: plainText(40),
	day,
	granted_by: grantedBy
});
export type Document = z.infer<typeof document>;

export const clockOfCase = z.object({
	clock: z.string(),
	/** The instant the limit is counted from. */
	started_at: instant,
	/** While it is paused: when it would have run out. */
	due_at: instant,
	stopped_at: z.nullable(instant),
	/** Null: it came to its aim, or the case ended. */
	stopped_why: z.nullable(z.enum(['replaced', 'withdrawn', 'unclassified'])),
	paused_at: z.nullable(instant),
	/** Of a paused clock: what it has left, in minutes of its own measure; a working day has 1,440 of them. */
	minutes_left: z.nullable(z.int()),
	/** Why it is paused. */
	reason: z.nullable(z.string()),
	amount: z.int(),
	measure,
	/** The clock from whose end this one is counted back. */
	before: z.nullable(z.string()),
	source: z.string(),
	unsure: z.nullable(z.string())
});
export type ClockOfCase = z.infer<typeof clockOfCase>;

const source = { source: z.string(), unsure: z.nullable(z.string()) };

/** What the officer may do to the clocks of a case now. */
export const clockSteps = z.object({
	pauses: z.array(
		z.object({ reason: z.string(), clocks: z.array(z.string()), document: z.boolean(), ...source })
	),
	resumes: z.array(
		z.object({ reason: z.string(), clocks: z.array(z.string()), document: z.boolean() })
	),
	extensions: z.array(
		z.object({
			extension: z.string(),
			granted_by: grantedBy,
			starts: z.nullable(z.array(z.string())),
			...source
		})
	),
	/** The extension that may be withdrawn. */
	withdraw: z.nullable(z.string())
});
export type ClockSteps = z.infer<typeof clockSteps>;

const person = z.object({ id: uuid, name: z.string() });
const counts = { late: z.int(), soon: z.int(), paused: z.int() };

/** What `queue.clock_summary` tells: clocks, not cases; a case may have several. */
export const clockBoard = z.object({
	as_of: instant,
	/** What runs out until then is due soon: the same time of the next working day. */
	until: instant,
	...counts,
	lines: z.array(
		z.object({ officer: z.nullable(person), kind: caseKind, clock: z.string(), ...counts })
	)
});
export type ClockBoard = z.infer<typeof clockBoard>;

export const pauseRule = z.object({
	kind: z.string(),
	clock: z.string(),
	reason: z.string(),
	/** The state of the case pauses it; no officer does. */
	by_itself: z.boolean(),
	document: z.boolean(),
	...source,
	applies: z.boolean()
});
export type PauseRule = z.infer<typeof pauseRule>;

const command = { key, id: uuid, version: z.int() };
const code = plainText(40);
const ok = z.object({ ok: z.literal(true) });

export const doors = {
	/** Pauses every clock that may pause for this reason. Refusals `clock_over`, `not_allowed` (409). */
	queue_clock_pause: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ ...command, reason: code, document: z.nullable(document) }),
		answer: caseAnswer
	},
	queue_clock_resume: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ ...command, reason: code, document: z.nullable(document) }),
		answer: caseAnswer
	},
	/** Refusal `clock_over` (409) for a document signed after the limit had run out. */
	queue_clock_extend: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ ...command, extension: code, document }),
		answer: caseAnswer
	},
	/** `revoked` names the document; `mistake` need not. */
	queue_clock_withdraw: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			...command,
			extension: code,
			reason: z.enum(['mistake', 'revoked']),
			document: z.nullable(document)
		}),
		answer: caseAnswer
	},
	/** For the lead: all that is in their compartments. */
	queue_clock_board: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: clockBoard
	},
	queue_pause_rules: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({ rules: z.array(pauseRule) })
	},
	queue_pause_rule_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			case_kind: code,
			clock: code,
			reason: code,
			applies: z.boolean()
		}),
		answer: ok
	}
} as const satisfies Record<string, Door>;
