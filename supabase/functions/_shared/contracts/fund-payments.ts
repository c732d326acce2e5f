/** Payments of the room `fund`: proposed with their evidence, approved by another, paid by a third. */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';
import { day, instant, key, uuid } from './basics.ts';
import type { Door } from './door.ts';
import { aidKind, amount, entry, holding, posted, purpose } from './fund-ledger.ts';

export const paymentState = z.enum(['proposed', 'approved', 'paid', 'refused', 'withdrawn']);

export const payment = z.object({
	id: uuid,
	state: paymentState,
	purpose,
	source: holding,
	amount,
	words: z.string(),
	/** Who is paid for a purchase, or rewarded by name, where the officer may know; of help nobody. */
	payee: z.nullable(z.string()),
	/** Of a reward by name: whether the public ledger may name them. */
	payee_consents: z.nullable(z.boolean()),
	aid: z.nullable(aidKind),
	families: z.nullable(z.int()),
	basis: z.string(),
	decision: z.nullable(z.string()),
	/** The most that it could have been; null for purchases. */
	cap: z.nullable(z.int()),
	/** Needs two leads. */
	two: z.boolean(),
	evidence: z.string(),
	mine: z.boolean(),
	approved_by_me: z.boolean(),
	/** Number of its paper once it is paid. */
	voucher: z.nullable(z.string()),
	steps: z.array(
		z.object({
			code: z.enum(['propose', 'approve', 'refuse', 'withdraw', 'pay']),
			officer: z.string(),
			reason: z.nullable(z.string()),
			at: instant
		})
	)
});
export type Payment = z.infer<typeof payment>;

export const doors = {
	/** Waiting ones first; all of the unit for whoever reads the ledger, else what the officer proposed. */
	fund_payments: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({ payments: z.array(payment) })
	},
	/** `two`: the amount needs two leads. */
	fund_spend_propose: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			purpose,
			source: holding,
			amount,
			words: plainText(200),
			/** For a purchase and a reward; null for help, whose family has no name here. */
			payee: z.nullable(plainText(200)),
			/** Of a reward by name: whether the public ledger may name them. */
			payee_consents: z.boolean(),
			/** For help alone, both. */
			aid: z.nullable(aidKind),
			families: z.nullable(z.int().check(z.gte(1, 'out_of_range'), z.lte(10_000, 'out_of_range'))),
			/** Null: that of the cap or of the book. */
			basis: z.nullable(plainText(200)),
			/** For rewards and help. */
			decision: z.nullable(plainText(60)),
			evidence: plainText(2000)
		}),
		answer: z.object({ id: uuid, two: z.boolean() })
	},
	/** `state` is `proposed` still when a second lead is needed. */
	fund_spend_approve: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid }),
		answer: z.object({ state: z.enum(['proposed', 'approved']) })
	},
	/** A lead refuses, whoever proposed it withdraws. */
	fund_spend_end: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, reason: plainText(300) }),
		answer: z.object({ state: z.enum(['refused', 'withdrawn']) })
	},
	fund_spend_pay: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, day }),
		answer: posted
	},
	/** One entry as its paper says it, and the payment that it rests on. */
	fund_entry: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ id: uuid }),
		answer: z.extend(entry, {
			at: instant,
			unit_name: z.string(),
			demo: z.boolean(),
			approved_by: z.array(z.string()),
			payee: z.nullable(z.string()),
			payment: z.nullable(payment)
		})
	}
} as const satisfies Record<string, Door>;
