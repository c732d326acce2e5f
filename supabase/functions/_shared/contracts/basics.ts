/** Shapes that several rooms' contracts share: ids, days, minutes, windows, commands. */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';

export const uuid = z.uuid();
/** A calendar day in Việt Nam, `YYYY-MM-DD`. */
export const day = z.iso.date();
/** An instant, ISO 8601 with offset, as PostgreSQL writes it into JSON. */
export const instant = z.iso.datetime({ offset: true });
/** Minutes after local midnight, 0 to 1440. */
export const minutes = z.int().check(z.gte(0), z.lte(1440));
/** 32 bytes as 64 lower-case hex digits. */
export const hex32 = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'bad_format'));
/** Codes of areas and units of the General Statistics Office. */
export const areaCode = z.string().check(z.regex(/^\d{5}$/, 'bad_format'));
export const unitCode = areaCode;
/** The idempotency key of a command: made once for one intention, sent again with every retry. */
export const key = uuid;

/** What only machines write: base64, with either alphabet. */
export const written = (most: number) =>
	z.string().check(z.maxLength(most), z.regex(/^[\w+/=-]*$/, 'bad_format'));
/** A solved proof of work as altcha-lib encodes it. */
export const proof = written(4000);
/** One address and nothing else, as SQL's `notify.is_address` has it. */
export const emailAddress = z
	.string()
	.check(
		z.maxLength(254),
		z.regex(/^[\w%+-]+(\.[\w%+-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/, 'bad_format')
	);

/** A promise: service begins between `from` and `to` on `day`. */
export const window = z.strictObject({ day, from: minutes, to: minutes });

export const caseKind = z.enum([
	'home_visit',
	'call_back',
	'tip',
	'support',
	'data_request',
	'fund_statement'
]);

/** States of visits and of calls that were asked for. */
export const visitState = z.enum([
	'held',
	'waiting',
	'postponed',
	'confirmed',
	'returned',
	'revisit',
	'captured',
	'card_ready',
	'done',
	'cancelled',
	'ineligible',
	'to_call',
	'converted',
	'merged'
]);
/** States of tips. */
export const tipState = z.enum([
	'new',
	'opened',
	'checking',
	'resolved',
	'unfounded',
	'duplicate',
	'handed_over'
]);
/** States of data requests besides `done` and `cancelled`. */
export const dataState = z.enum(['asked', 'refused']);
/** States of requests for help besides `done` and `cancelled`. */
export const supportState = z.enum([
	'family_to_ask',
	'to_visit',
	'visit_agreed',
	'visited',
	'in_care',
	'declined',
	'not_granted'
]);
/** The state a case may be in; `queue.transitions` says which may follow which. */
export const caseState = z.enum([
	...visitState.options,
	...tipState.options,
	...dataState.options,
	...supportState.options
]);

/** What somebody may ask of their data, and why it may be refused. */
export const dataAsked = z.enum(['see', 'correct', 'erase']);
export const dataRefusal = z.enum([
	'not_the_person',
	'law_keeps',
	'other_unit',
	'nothing_held',
	'not_reached'
]);

const mended = z.optional(plainText(300));
/** New values for fields of the form that a citizen may be asked to mend. Named one by one: a record weighs on every page. */
export const mendedValues = z.strictObject({
	name: mended,
	birth: mended,
	phone: mended,
	landmark: mended,
	address: mended,
	at_home: mended,
	representative: mended
});
/** A field of that form. */
export const mendable = z.keyof(mendedValues);

export const channel = z.enum(['web', 'hotline', 'ward', 'paper', 'walk_in']);

/** Two plain words the officer says first, on the phone and at the door. */
export const words = z.tuple([z.string(), z.string()]);

/** The days after which a sender should come back to their tip: for news of it, and for how it ended. */
export const backAfter = z.tuple([day, day]);

/** What every command on a case answers: the state after it. */
export const caseAnswer = z.object({
	id: uuid,
	reference: z.string(),
	state: caseState,
	version: z.int()
});
