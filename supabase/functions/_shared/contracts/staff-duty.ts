/** The room `staff` on duty: the roster (trực ban), swaps, days away, and the rule by which new cases fall to somebody. */
import * as z from 'zod/mini';
import type { Door } from './door.ts';
import { day, instant, key, uuid } from './basics.ts';

/** Trực chỉ huy, trực ban, trực chiến. */
export const post = z.enum(['commander', 'duty', 'response']);
export type Post = z.infer<typeof post>;

const person = z.object({ id: uuid, name: z.string() });

/** One officer at one post of one shift. `missing`: away on a day of it, or no longer with the unit. */
export const duty = z.object({
	id: uuid,
	post,
	starts_at: instant,
	ends_at: instant,
	officer: person,
	missing: z.boolean()
});
export type Duty = z.infer<typeof duty>;

/** `regular`: as the hours of change make it; another stands from before they were changed. */
export const shift = z.object({
	starts_at: instant,
	ends_at: instant,
	regular: z.boolean(),
	people: z.array(duty)
});
export type Shift = z.infer<typeof shift>;

/** Minutes after local midnight, in order. */
const changes = z.array(z.int().check(z.gte(0), z.lte(1439))).check(z.minLength(1), z.maxLength(4));
/** Whom a new case falls to: nobody, who is on duty, or the officers in turn. */
export const assignRule = z.enum(['off', 'duty', 'rotation']);
const ceiling = z.int().check(z.gte(1), z.lte(500));
const version = z.int();

/** How many places were filled, stood filled, had nobody to stand there, were past or no shift. */
const filled = z.object({
	version,
	made: z.int(),
	kept: z.int(),
	skipped: z.int(),
	past: z.int()
});

const ok = z.object({ ok: z.literal(true) });

export const doors = {
	/** Shifts that begin on these days, at most 70. */
	staff_duty: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ from_day: day, to_day: day }),
		answer: z.object({
			version,
			now: instant,
			changes,
			assign: assignRule,
			ceiling,
			unit: z.string(),
			officers: z.array(person),
			days: z.array(z.object({ day, working: z.boolean(), note: z.nullable(z.string()) })),
			shifts: z.array(shift),
			/** From today on. */
			absences: z.array(z.object({ id: uuid, officer: person, from_day: day, to_day: day })),
			/** Open ones that the caller is part of; a lead sees all. */
			swaps: z.array(
				z.object({
					id: uuid,
					give: duty,
					take: z.nullable(duty),
					asked_by: person,
					asked_of: person
				})
			),
			/** The caller's own shifts to come. */
			mine: z.array(duty)
		})
	},
	/** `until`: when this answer is no longer true. `asked`: swaps that wait for the caller's word. */
	staff_duty_now: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({
			now: instant,
			on: z.array(duty),
			next: z.array(duty),
			until: z.nullable(instant),
			asked: z.int()
		})
	},
	/** Writes whole shifts. */
	staff_duty_set: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			version,
			shifts: z
				.array(
					z.strictObject({
						starts_at: instant,
						ends_at: instant,
						people: z.array(z.strictObject({ officer: uuid, post })).check(z.maxLength(20))
					})
				)
				.check(z.minLength(1), z.maxLength(70))
		}),
		answer: z.object({ version })
	},
	/** Copies the seven days from `from_day` to as many weeks from `to_day` on. */
	staff_duty_copy: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			version,
			from_day: day,
			to_day: day,
			weeks: z.int().check(z.gte(1), z.lte(6))
		}),
		answer: filled
	},
	staff_duty_repeat: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			version,
			post,
			from_day: day,
			to_day: day,
			officers: z.array(uuid).check(z.minLength(1), z.maxLength(40))
		}),
		answer: filled
	},
	staff_duty_rules: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, changes, assign: assignRule, ceiling }),
		answer: ok
	},
	/** `take` null: the other takes the shift and gives none back. */
	staff_swap_ask: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, give: uuid, take: z.nullable(uuid), officer: uuid }),
		answer: z.object({ id: uuid })
	},
	staff_swap_answer: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, swap: uuid, says: z.enum(['accept', 'decline', 'withdraw']) }),
		answer: ok
	},
	/** One's own days, or as the lead anybody's. */
	staff_away_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, officer: uuid, from_day: day, to_day: day }),
		answer: z.object({ id: uuid })
	},
	staff_away_end: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, absence: uuid }),
		answer: ok
	}
} as const satisfies Record<string, Door>;
