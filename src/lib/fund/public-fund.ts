/** The verbs of the room that anybody may use: the public ledger, its rows, its chain. */
import {
	doors,
	type Chained,
	type Head,
	type Ledger,
	type Row,
	type RowFilter
} from '#contracts/fund-public.ts';
import { call } from '#lib/platform/call.ts';

export type { Chained, Head, Ledger, Row, RowFilter };

/** Five thousand rows on a slow line take their time. */
const CHAIN_TIMEOUT = 120_000;

/** What stands above the rows. @throws Problem `not_found` for a unit without a ledger */
export const readLedger = (unit: string, signal?: AbortSignal): Promise<Ledger> =>
	call(doors, 'fund_public', { unit }, { signal });

type Page = { unit: string; filter: RowFilter; after: number | null; size: number };
/** Newest first, below the place `after`. */
export const readRows = async (page: Page, signal?: AbortSignal): Promise<Row[]> =>
	(await call(doors, 'fund_public_rows', page, { signal })).rows;

/** Oldest first, from a place on, as they are hashed. */
export const readChain = async (
	unit: string,
	from_row: number,
	size: number,
	signal?: AbortSignal
): Promise<Chained[]> =>
	(await call(doors, 'fund_chain', { unit, from_row, size }, { signal, timeout: CHAIN_TIMEOUT }))
		.rows;

/** Heads of days before a day, newest first. */
export const readHeads = async (unit: string, before_day: string, size: number): Promise<Head[]> =>
	(await call(doors, 'fund_heads', { unit, before_day, size })).heads;
