/** Beside the ledger of the room `fund`: the day by which a year is published, and prints of vouchers. */
import * as z from 'zod/mini';
import { day, instant, key, uuid } from './basics.ts';
import type { Door } from './door.ts';

export const doors = {
	/** By which day of the year after it each year is published. */
	fund_yearly_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			month: z.int().check(z.gte(1, 'out_of_range'), z.lte(12, 'out_of_range')),
			/** SQL knows how long the month is; the 29th of February is none. */
			day: z.int().check(z.gte(1, 'out_of_range'), z.lte(31, 'out_of_range'))
		}),
		answer: z.object({ ok: z.literal(true) })
	},
	/** For whoever reads the ledger. */
	fund_yearly: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({
			/** Null: the lead has set no day. */
			rule: z.nullable(
				z.object({ month: z.int(), day: z.int(), officer: z.string(), at: instant })
			),
			/** The first year that is due and not published. */
			clock: z.nullable(
				z.object({
					year: z.int(),
					due: day,
					/** Days that are left; below zero: late. */
					days: z.int(),
					/** The first month that waits to be published, by its first day. */
					from_month: day
				})
			),
			/** The last that were published; `due` null: no day was set for it. */
			years: z.array(z.object({ year: z.int(), due: z.nullable(day), published_on: day }))
		})
	},
	/** A number for a print of a voucher; `place`: which print of it this is. */
	fund_voucher_print: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ id: uuid }),
		answer: z.object({
			number: z.string(),
			reader: z.string(),
			unit_name: z.string(),
			at: instant,
			place: z.int()
		})
	}
} as const satisfies Record<string, Door>;
