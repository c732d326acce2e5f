/** The public ledger of the room `fund`: anybody reads it, searches it, takes it along and verifies it. */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';
import { day, hex32, unitCode } from './basics.ts';
import type { Door } from './door.ts';

/** Singly as in the ledger; help and rewards in batches. */
export const rowKind = z.enum([
	'opening',
	'gift',
	'spending',
	'transfer',
	'reversal',
	'aid',
	'rewards'
]);
export const rowPurpose = z.enum(['movement', 'reward', 'support', 'equipment']);
const aid = z.nullable(z.enum(['agent_orange', 'traffic_accident', 'other']));

/** Upper bounds, in đồng, of the bands of single rewards; the sixth band has none. */
export const bandsBelow = [500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000] as const;

export const row = z.object({
	seq: z.int(),
	/** First day of the month with which it was published. */
	month: day,
	/** Of a batch the last day of that month. */
	day,
	kind: rowKind,
	purpose: z.nullable(rowPurpose),
	/** Of help: its kind; null where several are merged. */
	aid,
	amount: z.int(),
	/** By how much it changed the money and the goods that are held. */
	money: z.int(),
	goods: z.int(),
	money_after: z.int(),
	goods_after: z.int(),
	voucher: z.nullable(z.string()),
	decision: z.nullable(z.string()),
	words: z.nullable(z.string()),
	/** Of rewards: how many single ones in each band; null while they are under five. */
	bands: z.nullable(z.array(z.int())),
	/** Of who gave, or was rewarded by name, as they wish; null: "không nêu tên". */
	name: z.nullable(z.string())
});
export type Row = z.infer<typeof row>;

const text = z.string();
/**
 * A row as `_shared/ledger` hashes it: seq, day, kind, purpose, aid, amount, money, goods, voucher, decision, commitment, words, bands,
 * tie; then its hash; then name and salt where the name is shown. What is not there is an empty text.
 */
export const chained = z.tuple([
	z.int(),
	day,
	rowKind,
	text,
	text,
	z.int(),
	z.int(),
	z.int(),
	text,
	text,
	text,
	text,
	text,
	hex32,
	hex32,
	text,
	text
]);
export type Chained = z.infer<typeof chained>;

/** A published month: what the public ledger held after it, what the books held then, and where its chain ended. */
const month = z.object({
	month: day,
	money: z.int(),
	goods: z.int(),
	booked: z.int(),
	published_on: day,
	rows: z.int(),
	head: hex32
});
/**
 * A sum of rows: what is held changed by `amount`, below zero where it was spent, of which `goods`; of transfers how much was moved.
 * `families`: how often one was helped, at least five; null where it is not told.
 */
const total = z.object({
	month: day,
	kind: rowKind,
	purpose: z.nullable(rowPurpose),
	aid,
	amount: z.int(),
	goods: z.int(),
	rows: z.int(),
	families: z.nullable(z.int())
});

/** Where the chain ended at the end of a day; `inner`: 20 digits of the internal one. */
const head = z.object({ day, rows: z.int(), head: hex32, inner: z.string() });
export type Head = z.infer<typeof head>;

export const ledger = z.object({
	unit: unitCode,
	unit_name: z.string(),
	/** Everything in it is made up. */
	demo: z.boolean(),
	today: day,
	holder: z.string(),
	basis: z.string(),
	/** For gifts, with what a VietQR code holds. */
	account: z.nullable(
		z.object({ bank_bin: z.string(), bank_name: z.string(), number: z.string(), name: z.string() })
	),
	/** Of what is published. */
	balance: z.object({ money: z.int(), goods: z.int() }),
	rows: z.int(),
	head: hex32,
	closed_until: z.nullable(day),
	/** Until when every movement of the bank account was found in a statement. */
	reconciled_until: z.nullable(day),
	/** "Đang chờ công bố": by how much each closed month changed what is held without being published. */
	waiting: z.array(z.object({ month: day, amount: z.int() })),
	months: z.array(month),
	totals: z.array(total),
	/** The newest of `fund_heads`. */
	heads: z.array(head)
});
export type Ledger = z.infer<typeof ledger>;

export const rowFilter = z.strictObject({
	month: z.optional(day),
	kind: z.optional(rowKind),
	purpose: z.optional(rowPurpose),
	/** At least three letters, with or without marks: words, numbers, names that are shown. */
	q: z.optional(plainText(80))
});
export type RowFilter = z.infer<typeof rowFilter>;

export const doors = {
	/** What stands above the rows; 404 for a unit without a ledger. */
	fund_public: {
		kind: 'rpc',
		who: 'anyone',
		args: z.strictObject({ unit: unitCode }),
		answer: ledger
	},
	/** Newest first, below the place `after`. */
	fund_public_rows: {
		kind: 'rpc',
		who: 'anyone',
		args: z.strictObject({
			unit: unitCode,
			filter: rowFilter,
			after: z.nullable(z.int()),
			size: z.int().check(z.gte(1), z.lte(100))
		}),
		answer: z.object({ rows: z.array(row) })
	},
	/** Oldest first, from a place on. */
	fund_chain: {
		kind: 'rpc',
		who: 'anyone',
		args: z.strictObject({
			unit: unitCode,
			from_row: z.int().check(z.gte(1)),
			size: z.int().check(z.gte(1), z.lte(10_000))
		}),
		answer: z.object({ rows: z.array(chained) })
	},
	/** Heads of days before a day, newest first. */
	fund_heads: {
		kind: 'rpc',
		who: 'anyone',
		args: z.strictObject({
			unit: unitCode,
			before_day: day,
			size: z.int().check(z.gte(1), z.lte(366))
		}),
		answer: z.object({ heads: z.array(head) })
	}
} as const satisfies Record<string, Door>;
