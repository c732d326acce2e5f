/** A ledger as the last build knew it. Read where pages are built, so that no page carries the contract for it. */
import { ledger as shape, month, row, total } from '#contracts/fund-public.ts';
import * as z from 'zod/mini';
import { aboveOf, lineOf } from './public-lines.ts';
import type { Built } from './public-book.svelte.ts';
import type { Told } from './public-report.ts';

/** What the rows and their sums show; a statement says the rest (PublicReport), and asks for it. */
const builtLedger = z.extend(z.omit(shape, { today: true, heads: true }), {
	months: z.array(z.omit(month, { rows: true, head: true })),
	totals: z.array(z.omit(total, { goods: true, families: true }))
});
const builtRows = z.array(row);

/** A page is read on a slow line: of a ledger of many years the last one comes with it, and the rest is asked for. */
const MONTHS = 12;

/** What doors said, as a page shows it at once. @throws where it is not what the contract promises: the build stops */
export function builtOf(ledger: object, rows: readonly object[]): Built {
	const told = builtLedger.parse(ledger);
	const months = told.months.slice(0, MONTHS);
	const from = months.at(-1)?.month ?? '';
	const totals = told.totals.filter((one) => one.month >= from);
	const shown = { ...told, months, totals };
	return { ledger: shown, above: aboveOf(shown), lines: builtRows.parse(rows).map(lineOf) };
}

const builtTold = z.omit(shape, { today: true, heads: true });

/** The same for the statement of the newest published month: that one, and the one before, which says what it opened with. */
export function builtReportOf(ledger: object, today: string): Told {
	const told = builtTold.parse(ledger);
	const months = told.months.slice(0, 2);
	const totals = told.totals.filter((one) => one.month === months[0]?.month);
	const { unit, unit_name, demo, holder, basis, reconciled_until } = told;
	return { unit, unit_name, demo, today, holder, basis, reconciled_until, months, totals };
}
