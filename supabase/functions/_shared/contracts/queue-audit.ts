/** The audit of the room `queue`: why a case is opened, who read what, numbers of papers, the chain of reads. */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';
import { day, instant, key, uuid } from './basics.ts';
import type { Door } from './door.ts';

/** What an officer may say when they open a case that is not their work, as in `queue.reasons`. */
export const reason = z.enum([
	'at_the_desk',
	'stands_in',
	'was_asked',
	'same_person',
	'complaint',
	'supervision',
	'other'
]);
export type Reason = z.infer<typeof reason>;
/** Reasons that say too little by themselves. */
export const needsWords: readonly Reason[] = ['was_asked', 'complaint', 'other'];

/** What is printed or exported, as in `queue.papers`. */
export const paperKind = z.enum([
	'run_sheet',
	'copy_sheet',
	'data_sheet',
	'lookup_slip',
	'gathering_slips',
	'roster',
	'hand_over',
	'figures',
	'export_cases',
	'export_figures',
	'case_reads',
	'officer_reads',
	'tip_package',
	'tip_slip',
	'tip_code',
	'tip_certificate',
	'voucher'
]);
export type PaperKind = z.infer<typeof paperKind>;

/** What stands at the foot of a paper. */
export const paper = z.object({
	number: z.string(),
	reader: z.string(),
	unit_name: z.string(),
	at: instant
});
export type Paper = z.infer<typeof paper>;

const person = z.object({ id: uuid, name: z.string() });

/** One read, as codes; `words` were said with the reason and are gone with the personal data. */
export const read = z.object({
	at: instant,
	officer: person,
	role: z.string(),
	code: z.string(),
	/** Why it was the officer's work: a code of their work or of a reason. Null where nothing is asked. */
	ground: z.nullable(z.string()),
	number: z.nullable(z.string()),
	/** Null: of no case, such as a search. */
	reference: z.nullable(z.string()),
	words: z.nullable(z.string())
});
export type Read = z.infer<typeof read>;

export const verified = z.object({
	/** The first day of the month. */
	month: day,
	/** Null: never. */
	at: z.nullable(instant),
	/** Null: by the command on the server, or never. */
	officer: z.nullable(person),
	/** Day of the first broken row; null where the chain holds. */
	broken_on: z.nullable(day)
});
export type Verified = z.infer<typeof verified>;

export const doors = {
	/** Says why an officer opens a case that is not their work; stands for eight hours. */
	queue_reason: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, reason, words: z.nullable(plainText(300)) }),
		answer: z.object({ id: uuid, reason })
	},
	/** The number of a print or an export, written down before it is made. `cases`: those it is made of. */
	queue_paper: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			what: paperKind,
			cases: z.array(uuid).check(z.maxLength(200))
		}),
		answer: paper
	},
	/** "Ai đã đọc hồ sơ này", by id or by reference; lead, auditor, members of a tip. */
	queue_case_reads: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ id: z.nullable(uuid), reference: z.nullable(plainText(30)) }),
		answer: z.object({
			id: uuid,
			reference: z.string(),
			reads: z.array(read),
			/** There are more than the thousand that are shown. */
			more: z.boolean(),
			at: instant
		})
	},
	/** "Cán bộ này đã đọc những gì", at most a quarter of a year; lead and auditor. No tip but where the reader is a member. */
	queue_officer_reads: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ officer: uuid, from_day: day, to_day: day }),
		answer: z.object({
			officer: person,
			from_day: day,
			to_day: day,
			reads: z.array(read),
			more: z.boolean(),
			at: instant
		})
	},
	/** The chain of the unit's reads: heads of days that are over, newest first, and what was verified. */
	queue_audit: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ until: z.nullable(day) }),
		answer: z.object({
			unit_name: z.string(),
			today: day,
			heads: z.array(z.object({ day, head: z.string() })),
			months: z.array(verified),
			officers: z.array(z.object({ id: uuid, name: z.string(), left: z.boolean() }))
		})
	},
	/** Verifies one month of the chain. */
	queue_verify: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ month: day }),
		answer: verified
	}
} as const satisfies Record<string, Door>;
