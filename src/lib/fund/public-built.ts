/** A ledger as the last build knew it. Read where pages are built, so that no page carries the contract for it. */
import { ledger as shape, row } from '#contracts/fund-public.ts';
import * as z from 'zod/mini';
import type { Built } from './public-book.svelte.ts';

const builtLedger = z.omit(shape, { today: true, heads: true });
const builtRows = z.array(row);

/** A page is read on a slow line: of a ledger of many years the last one comes with it, and the rest is asked for. */
const MONTHS = 12;

/** What doors said, as a page shows it at once. @throws where it is not what the contract promises: the build stops */
export function builtOf(ledger: object, rows: readonly object[]): Built {
	const told = builtLedger.parse(ledger);
	const months = told.months.slice(0, MONTHS);
	const from = months.at(-1)?.month ?? '';
	const totals = told.totals.filter(({ month }) => month >= from);
	return { ledger: { ...told, months, totals }, rows: builtRows.parse(rows) };
}
