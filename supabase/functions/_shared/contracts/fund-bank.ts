/** The bank's side of the ledger: statements as the bank gave them, and which line is which entry. */
import * as z from 'zod/mini';
import { MOST_DONG, MOST_LINES, REFERENCE_MAX, TEXT_MAX } from '../statement/shapes.ts';
import { plainText } from '../text/index.ts';
import { day, hex32, key, unitCode, uuid } from './basics.ts';
import type { Door } from './door.ts';

/** What a column of a bank's sheet can hold; `statement/` reads it. */
export const bankField = z.enum([
	'day',
	'text',
	'reference',
	'in',
	'out',
	'amount',
	'side',
	'balance'
]);
/** What the columns hold, as the treasurer said: kept for the next file. */
export const bankMapping = z
	.array(z.strictObject({ heading: plainText(100), field: z.nullable(bankField) }))
	.check(z.maxLength(60));

/** Whole đồng, above zero for what came in. */
const dong = z.int().check(z.gte(-1_000_000_000_000_000), z.lte(1_000_000_000_000_000));
const typedDay = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'bad_format'));

const importedLine = z.strictObject({
	/** Its line in the file. */
	line: z.int().check(z.gte(1), z.lte(9_999_999)),
	day: typedDay,
	amount: z.int().check(z.gte(-MOST_DONG), z.lte(MOST_DONG)),
	text: z.nullable(plainText(TEXT_MAX)),
	reference: z.nullable(plainText(REFERENCE_MAX))
});

/** A movement as the bank has it. */
export const bankLine = z.object({
	id: uuid,
	day,
	amount: dong,
	text: z.string(),
	reference: z.nullable(z.string())
});
/** An entry of the bank account. `reverses`: the entry that it takes back. */
export const bankEntry = z.object({
	id: uuid,
	day,
	amount: dong,
	text: z.string(),
	number: z.nullable(z.string()),
	kind: z.enum(['opening', 'gift', 'spending', 'transfer', 'reversal']),
	reverses: z.nullable(uuid)
});
const counted = z.object({ count: z.int(), sum: dong });

export const bankStatement = z.object({
	id: uuid,
	from_day: day,
	to_day: day,
	opening: dong,
	closing: dong,
	lines: z.int(),
	imported_on: day,
	imported_by: z.nullable(z.string()),
	withdrawn_on: z.nullable(day)
});
export type BankStatement = z.infer<typeof bankStatement>;

/** Two sides of one thing: a line and an entry; or a line and the line, an entry and the reversal, that took it back. */
const pair = z.strictObject({
	line: z.nullable(uuid),
	entry: z.nullable(uuid),
	line_back: z.nullable(uuid),
	entry_back: z.nullable(uuid)
});
const until = z.object({ until: z.nullable(day) });

export const doors = {
	/** `until`: the last day until which both sides agree. `untied`: by how much the ledger began with more than the first statement. */
	fund_bank: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({
			unit: unitCode,
			today: day,
			may_write: z.boolean(),
			until: z.nullable(day),
			/** The day from which the next statement has to be; null: any. */
			next_from: z.nullable(day),
			closing: z.nullable(dong),
			/** What the ledger has in the bank now; null: no ledger was begun. */
			booked: z.nullable(dong),
			untied: z.nullable(dong),
			lines: counted,
			entries: counted,
			mapping: bankMapping,
			statements: z.array(bankStatement)
		})
	},
	fund_bank_left: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({ lines: z.array(bankLine), entries: z.array(bankEntry) })
	},
	fund_bank_matched: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ month: typedDay }),
		answer: z.object({
			matches: z.array(
				z.object({
					id: uuid,
					matched_on: day,
					matched_by: z.nullable(z.string()),
					sides: z.array(
						z.discriminatedUnion('of', [
							z.extend(bankLine, { of: z.literal('line') }),
							z.extend(bankEntry, { of: z.literal('entry') })
						])
					)
				})
			)
		})
	},
	fund_statement_import: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			statement: z.strictObject({
				sha256: hex32,
				kind: z.enum(['sheet', 'ofx']),
				from_day: typedDay,
				to_day: typedDay,
				opening: dong,
				closing: dong,
				mapping: bankMapping
			}),
			lines: z.array(importedLine).check(z.maxLength(MOST_LINES))
		}),
		answer: z.object({ id: uuid, lines: z.int() })
	},
	fund_statement_withdraw: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid }),
		answer: z.object({ ok: z.literal(true) })
	},
	fund_bank_match: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			pairs: z.array(pair).check(z.minLength(1), z.maxLength(200))
		}),
		answer: until
	},
	fund_bank_unmatch: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid }),
		answer: until
	}
} as const satisfies Record<string, Door>;
