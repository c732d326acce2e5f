/** The room `fund`: rewards without a name. The ledger is in contracts of its own. No shape here names a tip or a person. */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';
import type { Door } from './door.ts';
import { day, hex32, key, unitCode } from './basics.ts';
import { sealed, signature, signedText } from './sealing.ts';

const ok = z.object({ ok: z.literal(true) });
/** What people say to each other: eight random digits, made in the proposer's browser. */
export const number = z.string().check(z.regex(/^TH-\d{4}-\d{4}$/, 'bad_format'));
/** The claim of a tip's sender: twenty digits of their key tree. */
export const digits = z.string().check(z.regex(/^\d{20}$/, 'bad_format'));
/** Whole đồng. */
export const amount = z.int().check(z.gte(10_000), z.lte(1_000_000_000));

export const rewardState = z.enum([
	'proposed',
	'approved',
	'withdrawn',
	'paid',
	'given_to_support',
	'refused'
]);
/** How a reward ends; `refused` by whoever holds the digits. */
export const settling = z.enum(['paid', 'given_to_support', 'refused']);
/** Of a list, so that no free word tells of a tip. */
export const withdrawal = z.enum(['not_convinced', 'claim_differs', 'mistake', 'lapsed']);

export const reward = z.object({
	number,
	state: rewardState,
	amount,
	unit: unitCode,
	/** Another unit whose treasurer may pay it too. */
	elsewhere: z.nullable(unitCode),
	proposed_on: day,
	approved_on: z.nullable(day),
	decision: z.nullable(z.string()),
	decided_on: z.nullable(day),
	fetch_until: z.nullable(day),
	settled_on: z.nullable(day),
	/** The officer who asks proposed it. */
	mine: z.boolean(),
	/** For a lead who may decide; `sealed` null: no package is sealed to this one. */
	asked: z.nullable(
		z.object({ claim: hex32, fetch_days: z.int(), sealed: z.nullable(z.string()) })
	),
	/** For leads. */
	steps: z.nullable(
		z.array(
			z.object({
				code: z.enum(['propose', 'approve', 'withdraw', ...settling.options]),
				reason: z.nullable(withdrawal),
				day,
				/** Null: whoever holds the digits, from afar. */
				officer: z.nullable(z.string())
			})
		)
	)
});
export type Reward = z.infer<typeof reward>;

/** The decision that allows rewards without a name, and the most that one may be. */
export const rule = z.object({
	version: z.int(),
	decision: z.string(),
	decided_on: day,
	fetch_days: z.int(),
	cap: amount,
	basis: z.string()
});
export type Rule = z.infer<typeof rule>;

/** Which tip it is for, sealed to a lead by the verify key of the desk list. */
const packages = z
	.array(z.strictObject({ verify: hex32, sealed: sealed(1) }))
	.check(z.minLength(1), z.maxLength(9));

export const doors = {
	fund_allow: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			decision: plainText(60),
			/** A day; SQL names the field when there is none like it. */
			decided_on: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'bad_format')),
			cap: amount,
			basis: plainText(200),
			fetch_days: z.int().check(z.gte(30, 'out_of_range'), z.lte(1095, 'out_of_range'))
		}),
		answer: ok
	},
	fund_disallow: { kind: 'rpc', who: 'officer', args: z.strictObject({ key }), answer: ok },
	/** What is the officer's affair, those that wait first; `rule` null: rewards are off in the unit. */
	fund_rewards: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({
			unit: unitCode,
			rule: z.nullable(rule),
			today: day,
			/** For leads: other units that keep a ledger, and so could pay one. */
			tills: z.array(unitCode),
			rewards: z.array(reward)
		})
	},
	fund_propose: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, number, claim: hex32, amount, packages }),
		answer: z.object({ number })
	},
	/** `word`: the exact text that the lead signed (`sealed/reward.ts`). */
	fund_approve: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, number, word: signedText(1000), signature }),
		answer: ok
	},
	fund_withdraw: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, number, reason: withdrawal }),
		answer: ok
	},
	/** Number and digits of whoever stands there; `reward` null: they open nothing, and so many tries are left today. */
	fund_claim: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ number, digits }),
		answer: z.object({
			left: z.int(),
			reward: z.nullable(z.extend(reward, { word: z.string(), signature }))
		})
	},
	/** `ok` false: the digits open nothing here, and a try was counted as with `fund_claim`. */
	fund_settle: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, number, digits, as: settling }),
		answer: z.object({ ok: z.boolean() })
	}
} as const satisfies Record<string, Door>;
