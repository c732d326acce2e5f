/** How the tests of the ledger ask its doors, and what they read. */
import type { Sql } from 'postgres';
import {
	doors as ledger,
	type Entry,
	type MonthList
} from '../functions/_shared/contracts/fund-ledger.ts';
import { doors as payments, type Payment } from '../functions/_shared/contracts/fund-payments.ts';
import {
	doors as open,
	type Chained,
	type Ledger,
	type Row
} from '../functions/_shared/contracts/fund-public.ts';
import type { TestDatabase } from '../local/testing.ts';
import { asPerson, newKey, one, problemOf, type Person } from './people.ts';

export const unit = '21439';
export const neighbourUnit = '21451';
export type Args = Record<string, unknown>;
type Who = Person | 'anon' | 'service_role';

export type Books = {
	db: TestDatabase;
	/** Whoever has the whole server: no trigger and no privilege stops them. */
	root: Sql;
	lead: Person;
	second: Person;
	treasurer: Person;
	desk: Person;
	auditor: Person;
	/** Treasurer of another unit. */
	neighbour: Person;
	today: string;
	/** First days of this month, the one before, and so on. */
	months: string[];
};

/** Calls a door with named arguments. */
export async function ask<T = never>(
	{ db }: Pick<Books, 'db'>,
	who: Who,
	name: string,
	args: Args = {}
): Promise<T> {
	const names = Object.keys(args);
	const call = names
		.map((key, n) => `"${key}" => $${n + 1}${key === 'filter' ? '::text::jsonb' : ''}`)
		.join(', ');
	const values = names.map((key) => (key === 'filter' ? JSON.stringify(args[key]) : args[key]));
	const work = async (tx: { unsafe: TestDatabase['sql']['unsafe'] }) =>
		one(await tx.unsafe(`select public.${name}(${call}) as a`, values as never[])).a as T;
	return typeof who === 'string'
		? db.as({ role: who }, work as never)
		: asPerson(db, who, work as never);
}

/** A command under a key of its own. */
export const tell = <T = Posted>(s: Pick<Books, 'db'>, who: Who, name: string, args: Args = {}) =>
	ask<T>(s, who, name, { key: newKey(), ...args });

/** The code of the refusal, or null. */
export const refused = async (work: Promise<unknown>) => (await problemOf(work))?.message ?? null;

export type Posted = { id: string; seq: number; voucher: string | null };

export const list = async (s: Books, month: string): Promise<MonthList> =>
	ledger.fund_month.answer.parse(await ask(s, s.lead, 'fund_month', { month }));
export const entries = async (s: Books, who = s.treasurer, filter: Args = {}): Promise<Entry[]> =>
	ledger.fund_entries.answer.parse(
		await ask(s, who, 'fund_entries', { filter, after: null, size: 200 })
	).entries;
export const entry = async (s: Books, id: string, who = s.treasurer) =>
	payments.fund_entry.answer.parse(await ask(s, who, 'fund_entry', { id }));
export const waiting = async (s: Books, who = s.lead): Promise<Payment[]> =>
	payments.fund_payments.answer.parse(await ask(s, who, 'fund_payments')).payments;
export const book = async (s: Books, who = s.treasurer) =>
	ledger.fund_book.answer.parse(await ask(s, who, 'fund_book'));
export const verified = async (s: Books, from = 1) =>
	ledger.fund_verify.answer.parse(
		await ask(s, s.auditor, 'fund_verify', { from_entry: from, from_row: from, size: 20_000 })
	);

/** What a stranger reads. */
export const shown = async (s: Books): Promise<Ledger> =>
	open.fund_public.answer.parse(await ask(s, 'anon', 'fund_public', { unit }));
export const rows = async (
	s: Books,
	filter: Args = {},
	after: number | null = null,
	size = 100
): Promise<Row[]> =>
	open.fund_public_rows.answer.parse(
		await ask(s, 'anon', 'fund_public_rows', { unit, filter, after, size })
	).rows;
export const chain = async (s: Books, from_row = 1, size = 10_000): Promise<Chained[]> =>
	open.fund_chain.answer.parse(await ask(s, 'anon', 'fund_chain', { unit, from_row, size })).rows;
