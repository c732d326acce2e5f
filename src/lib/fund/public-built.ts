/** A ledger as the last build knew it. Read where pages are built, so that no page carries the contract for it. */
import { ledger as shape, row } from '#contracts/fund-public.ts';
import * as z from 'zod/mini';
import { aboveOf, lineOf } from './public-lines.ts';
import type { Built } from './public-book.svelte.ts';
import type { Told } from './public-report.ts';

/** Heads of days and today's date would be old the next day, and are no part of a snapshot. */
const builtTold = z.omit(shape, { today: true, heads: true });
const builtRows = z.array(row);

/** What doors said, as a page shows it at once. @throws where it is not what the contract promises: the build stops */
export const builtOf = (ledger: object, rows: readonly object[]): Built => ({
	above: aboveOf(builtTold.parse(ledger)),
	lines: builtRows.parse(rows).map(lineOf)
});

/** The same for the statement of the newest published month: that one, and the one before, which says what it opened with. */
export function builtReportOf(ledger: object, today: string): Told {
	const told = builtTold.parse(ledger);
	const months = told.months.slice(0, 2);
	const totals = told.totals.filter((one) => one.month === months[0]?.month);
	const { unit, unit_name, demo, holder, basis, reconciled_until } = told;
	return { unit, unit_name, demo, today, holder, basis, reconciled_until, months, totals };
}
