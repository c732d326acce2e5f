/** The room `queue` at a change of shift: what is handed over, who signed it, and the cases of who is away. */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';
import type { Door } from './door.ts';
import { day, hex32, instant, key, uuid } from './basics.ts';
import { person, row } from './queue.ts';

/** What a line says at once; `passes`: it goes on to who comes. */
export const mark = z.enum(['late', 'unread', 'to_call', 'waiting', 'nobody', 'passes']);
export type Mark = z.infer<typeof mark>;

export const side = z.enum(['out', 'in', 'stays']);

/** Without tips: nobody can tell from a count that there is one. */
export const counts = z.object({
	open: z.int(),
	unread: z.int(),
	late: z.int(),
	to_call: z.int(),
	waiting: z.int(),
	nobody: z.int()
});
export type Counts = z.infer<typeof counts>;

export const signature = z.object({
	officer: person,
	side: z.enum(['out', 'in']),
	at: instant,
	/** Of what the signer saw, under a salt that stays in the database. */
	hash: hex32,
	/** Whether the hash is still that of what was signed. */
	holds: z.boolean(),
	counts
});

export const handoverState = z.enum(['open', 'half', 'one_sided', 'done', 'missing', 'stays']);
/** Why a partner is missing. */
export const whyAlone = z.enum(['absent', 'called_away', 'nobody_named']);

const told = {
	change_at: instant,
	people: z.array(z.object({ officer: person, post: z.string(), side })),
	state: handoverState,
	/** The second side signed after it had been called missing. */
	late: z.boolean(),
	signatures: z.array(signature),
	alone: z.nullable(z.object({ officer: person, at: instant, why: whyAlone })),
	/** Cases that were taken over with it. */
	taken: z.int(),
	noted: z.nullable(z.object({ officer: person, at: instant }))
};
export const inShort = z.object(told);
export type HandoverInShort = z.infer<typeof inShort>;

export const line = z.object({
	/** State, clock and assignee as they were signed. */
	row,
	marks: z.array(mark),
	/** What who goes says to who comes; `body` null once it is erased. */
	line: z.nullable(z.object({ body: z.nullable(z.string()), officer: person, at: instant }))
});
export type Line = z.infer<typeof line>;

const ok = z.object({ ok: z.literal(true) });

export const doors = {
	/** `change_at` null: the caller's nearest. */
	queue_handover: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ change_at: z.nullable(instant) }),
		answer: z.object({
			now: instant,
			handover: z.nullable(
				z.object({
					...told,
					unit: z.string(),
					/** The caller's. */
					side: z.nullable(side),
					signed: z.boolean(),
					/** The list as it is now; else what was signed. */
					live: z.boolean(),
					digest: z.nullable(hex32),
					/** The list was cut at 500. */
					more: z.boolean(),
					/** How many cases the caller would take over by now. */
					takable: z.int(),
					lines: z.array(line),
					may: z.array(z.enum(['write', 'sign', 'alone', 'take']))
				})
			)
		})
	},
	/** `was`: what stood there; null for nothing. `body` null takes the line back. */
	queue_handover_line: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			change_at: instant,
			id: uuid,
			was: z.nullable(plainText(300)),
			body: z.nullable(plainText(300))
		}),
		answer: ok
	},
	queue_handover_sign: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, change_at: instant, digest: hex32 }),
		answer: z.object({ hash: hex32 })
	},
	queue_handover_alone: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, change_at: instant, why: whyAlone }),
		answer: ok
	},
	queue_handover_take: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, change_at: instant }),
		answer: z.object({ taken: z.array(z.string()) })
	},
	queue_handovers: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ before: z.nullable(instant) }),
		answer: z.object({ handovers: z.array(inShort), next: z.nullable(instant), now: instant })
	},
	queue_handover_due: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({
			mine: z.nullable(z.object({ change_at: instant, side: z.enum(['out', 'in']) })),
			/** For a lead. */
			told: z.array(z.object({ change_at: instant, state: z.enum(['one_sided', 'missing']) }))
		})
	},
	queue_handover_noted: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, change_at: instant }),
		answer: ok
	},
	/** Open cases of who is away now or within three days, or no longer works here. */
	queue_left_behind: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({
			officers: z.array(
				z.object({
					officer: person,
					/** Null: the account is no longer in use. */
					from_day: z.nullable(day),
					to_day: z.nullable(day),
					cases: z.array(row)
				})
			)
		})
	},
	queue_give_on: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			ids: z.array(uuid).check(z.minLength(1), z.maxLength(100)),
			of_officer: uuid,
			officer: uuid
		}),
		answer: z.object({
			results: z.array(
				z.object({
					id: uuid,
					result: z.enum(['given', 'taken', 'out_of_reach', 'not_allowed', 'not_found'])
				})
			)
		})
	}
} as const satisfies Record<string, Door>;
