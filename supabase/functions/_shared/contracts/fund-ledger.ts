/** The ledger of the room `fund`, for officers: the book, entries, gifts, months, names. Amounts are whole đồng. */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';
import { day, hex32, instant, key, unitCode, uuid } from './basics.ts';
import type { Door } from './door.ts';

/** What one entry may be. */
export const amount = z
	.int()
	.check(z.gte(1, 'out_of_range'), z.lte(100_000_000_000, 'out_of_range'));
/** The first day of a month stands for the month. */
export const month = day;
/** What a unit holds: the drawer, the bank account, goods at their stated value. */
export const holding = z.enum(['cash', 'bank', 'goods']);
export type Holding = z.infer<typeof holding>;
export const purpose = z.enum(['movement', 'reward', 'support', 'equipment']);
export type Purpose = z.infer<typeof purpose>;
export const account = z.enum([...holding.options, 'gifts', 'opening', ...purpose.options]);
export const entryKind = z.enum(['opening', 'gift', 'spending', 'transfer', 'reversal']);
export type EntryKind = z.infer<typeof entryKind>;
/** Phiếu thu, phiếu chi, phiếu nhập, phiếu xuất, phiếu điều chỉnh; `_apart`: of help and rewards, in a book of their own. */
export const voucherKind = z.enum([
	'receipt',
	'payment',
	'goods_in',
	'goods_out',
	'correction',
	'payment_apart',
	'goods_out_apart',
	'correction_apart'
]);
/** Whom help is for, as `fund.aid_kinds`; `other`: another hardship. */
export const aidKind = z.enum(['agent_orange', 'traffic_accident', 'other']);
export type AidKind = z.infer<typeof aidKind>;

export const ok = z.object({ ok: z.literal(true) });
/** What a posting answers: the entry, its place, and the number of its paper (null: an opening has none). */
export const posted = z.object({ id: uuid, seq: z.int(), voucher: z.nullable(z.string()) });
const person = z.object({ id: uuid, name: z.string() });

/** One amount from the account `credit` to the account `debit`. */
export const entry = z.object({
	id: uuid,
	seq: z.int(),
	kind: entryKind,
	day,
	debit: account,
	credit: account,
	amount,
	basis: z.string(),
	holder: z.string(),
	/** The decision it rests on; of a reversal the number of the paper that it takes back. */
	decision: z.nullable(z.string()),
	words: z.string(),
	voucher: z.nullable(z.string()),
	voucher_kind: z.nullable(voucherKind),
	aid: z.nullable(aidKind),
	families: z.nullable(z.int()),
	/** A reward without a name, from a batch. */
	anonymous: z.boolean(),
	reverses: z.nullable(uuid),
	/** Number of the paper that takes it back. */
	reversed_by: z.nullable(z.string()),
	/** Of a donor, or of who was rewarded by name. */
	commitment: z.nullable(hex32),
	/** For leads and whoever receives and pays; null also where nobody is known. */
	name: z.nullable(z.string()),
	/** Whether the public page names them; null: the entry has no name. */
	shown: z.nullable(z.boolean()),
	posted_by: z.string(),
	mine: z.boolean(),
	published: z.boolean()
});
export type Entry = z.infer<typeof entry>;

/** What the lead sets; the four fields of the account are all there or all null, and then shown to everybody. */
export const book = z.object({
	holder: z.string(),
	basis: z.string(),
	/** From this amount on a payment needs two leads; null: one is enough. */
	two_from: z.nullable(z.int()),
	bank_bin: z.nullable(z.string()),
	bank_name: z.nullable(z.string()),
	account_number: z.nullable(z.string()),
	account_name: z.nullable(z.string())
});
export type Book = z.infer<typeof book>;

const done = z.nullable(z.object({ at: instant, officer: z.string() }));
/** A month and its list: it can be closed once it is over and next, nothing is unposted, all is reconciled, counted and signed. */
export const monthList = z.object({
	month,
	over: z.boolean(),
	next: z.boolean(),
	/** Rewards without a name that were paid and are not in the ledger yet. */
	rewards_unposted: z.int(),
	reconciled: z.boolean(),
	/** At its end, or today. */
	held: z.object({ cash: z.int(), bank: z.int(), goods: z.int() }),
	count: z.nullable(
		z.object({
			id: uuid,
			amount: z.int(),
			counted_by: z.string(),
			mine: z.boolean(),
			signed_by: z.nullable(z.string())
		})
	),
	vouchers: z.array(
		z.object({
			kind: voucherKind,
			first: z.string(),
			last: z.string(),
			count: z.int(),
			/** How many of them came out of a printer, to be signed and kept. */
			printed: z.int()
		})
	),
	sums: z.array(
		z.object({ kind: entryKind, purpose: z.nullable(purpose), amount: z.int(), entries: z.int() })
	),
	closed: done,
	published: done
});
export type MonthList = z.infer<typeof monthList>;

const line = (most: number) => plainText(most);
const officer = 'officer';

export const doors = {
	/** Begins the ledger, or sets anew what holds from now on. */
	fund_book_save: {
		kind: 'rpc',
		who: officer,
		args: z.strictObject({
			key,
			holder: line(100),
			basis: line(200),
			two_from: z.nullable(amount),
			bank_bin: z.nullable(z.string().check(z.regex(/^\d{6}$/, 'bad_format'))),
			bank_name: z.nullable(line(60)),
			account_number: z.nullable(plainText(40)),
			account_name: z.nullable(line(60))
		}),
		answer: ok
	},
	/** The decision by which rewards by name, or help, are given, and the most that one may be. */
	fund_cap_save: {
		kind: 'rpc',
		who: officer,
		args: z.strictObject({
			key,
			purpose: z.enum(['reward', 'support']),
			decision: line(60),
			decided_on: day,
			cap: z.int().check(z.gte(10_000, 'out_of_range'), z.lte(1_000_000_000, 'out_of_range')),
			basis: line(200)
		}),
		answer: ok
	},
	/** Who receives and pays while the treasurer is away, for at most three months from today or later. */
	fund_deputy_name: {
		kind: 'rpc',
		who: officer,
		args: z.strictObject({ key, officer: uuid, from_day: day, to_day: day }),
		answer: z.object({ id: uuid })
	},
	fund_deputy_end: {
		kind: 'rpc',
		who: officer,
		args: z.strictObject({ key, id: uuid }),
		answer: ok
	},
	/** "Số dư đầu kỳ, không có chi tiết": before anything else, once for each holding; by a lead. */
	fund_opening: {
		kind: 'rpc',
		who: officer,
		args: z.strictObject({ key, account: holding, amount, day }),
		answer: posted
	},
	/** `donor` null: nobody is known. `words` are public and must not hold the name. */
	fund_gift: {
		kind: 'rpc',
		who: officer,
		args: z.strictObject({
			key,
			account: holding,
			amount,
			day,
			words: line(200),
			donor: z.nullable(line(100)),
			shown: z.boolean(),
			basis: z.nullable(line(200)),
			decision: z.nullable(line(60))
		}),
		answer: posted
	},
	/** `account`: where it goes. */
	fund_transfer: {
		kind: 'rpc',
		who: officer,
		args: z.strictObject({ key, account: z.enum(['cash', 'bank']), amount, day, words: line(200) }),
		answer: posted
	},
	/** A lead who did not post it takes it back, dated today; `reason` is public where the entry is. */
	fund_reverse: {
		kind: 'rpc',
		who: officer,
		args: z.strictObject({ key, entry: uuid, reason: line(200) }),
		answer: posted
	},
	/** Puts the rewards without a name that were paid until the end of the month into the ledger. */
	fund_rewards_post: {
		kind: 'rpc',
		who: officer,
		args: z.strictObject({ key, month }),
		answer: z.object({ posted: z.int() })
	},
	/** The cash in the drawer for the end of the month that can be closed next. */
	fund_count: {
		kind: 'rpc',
		who: officer,
		args: z.strictObject({
			key,
			month,
			amount: z.int().check(z.gte(0, 'out_of_range'), z.lte(100_000_000_000, 'out_of_range'))
		}),
		answer: z.object({ id: uuid })
	},
	fund_count_sign: {
		kind: 'rpc',
		who: officer,
		args: z.strictObject({ key, id: uuid }),
		answer: ok
	},
	fund_month_close: { kind: 'rpc', who: officer, args: z.strictObject({ key, month }), answer: ok },
	fund_month_publish: {
		kind: 'rpc',
		who: officer,
		args: z.strictObject({ key, month }),
		answer: ok
	},
	/** A donor wishes to be named, or not any more. */
	fund_wish: {
		kind: 'rpc',
		who: officer,
		args: z.strictObject({ key, entry: uuid, shown: z.boolean() }),
		answer: ok
	},
	/** An auditor opens a commitment; it is written down among the reads. */
	fund_name_open: {
		kind: 'rpc',
		who: officer,
		args: z.strictObject({ entry: uuid }),
		answer: z.object({
			name: z.nullable(z.string()),
			shown: z.boolean(),
			/** 16 bytes in hex. */
			salt: z.string(),
			commitment: hex32,
			holds: z.boolean(),
			wishes: z.array(z.object({ shown: z.boolean(), at: instant, officer: z.string() }))
		})
	},
	/** `book` null: the lead has not begun one. What the officer may not read is null or empty. */
	fund_book: {
		kind: 'rpc',
		who: officer,
		args: z.strictObject({}),
		answer: z.object({
			unit: unitCode,
			unit_name: z.string(),
			today: day,
			may: z.object({
				till: z.boolean(),
				lead: z.boolean(),
				read: z.boolean(),
				open_names: z.boolean()
			}),
			book: z.nullable(book),
			caps: z.array(
				z.object({
					purpose: z.enum(['anonymous_reward', 'reward', 'support']),
					decision: z.string(),
					decided_on: day,
					cap: z.int(),
					basis: z.string()
				})
			),
			/** Debit positive: what came from gifts is below zero. */
			balances: z.nullable(z.record(account, z.int())),
			deputies: z.array(z.object({ id: uuid, officer: person, from_day: day, to_day: day })),
			/** Whom a lead may name. */
			officers: z.array(person),
			next_month: z.nullable(month),
			closed_until: z.nullable(day),
			reconciled_until: z.nullable(day)
		})
	},
	fund_month: { kind: 'rpc', who: officer, args: z.strictObject({ month }), answer: monthList },
	/** Newest first, below the place `after`. */
	fund_entries: {
		kind: 'rpc',
		who: officer,
		args: z.strictObject({
			filter: z.strictObject({
				month: z.optional(month),
				kind: z.optional(entryKind),
				purpose: z.optional(purpose),
				account: z.optional(account)
			}),
			after: z.nullable(z.int()),
			size: z.int().check(z.gte(1), z.lte(200))
		}),
		answer: z.object({ entries: z.array(entry) })
	},
	/** Verifies `size` entries and published rows from these places on; `entries` and `rows`: how many there are. */
	fund_verify: {
		kind: 'rpc',
		who: officer,
		args: z.strictObject({
			from_entry: z.int().check(z.gte(1)),
			from_row: z.int().check(z.gte(1)),
			size: z.int().check(z.gte(1), z.lte(20_000))
		}),
		answer: z.object({
			entries: z.int(),
			rows: z.int(),
			/** Place of the first that does not follow from the one before; null where all do. */
			broken_entry: z.nullable(z.int()),
			broken_row: z.nullable(z.int()),
			/** Place of the first published row that is not what its entries are. */
			loose_row: z.nullable(z.int()),
			/** With the first piece: balances, sums and numbers are what the entries say. */
			kept: z.nullable(z.boolean())
		})
	}
} as const satisfies Record<string, Door>;
