/** A ledger as the last build knew it. Read where pages are built, so that no page carries the contract for it. */
import { ledger as shape, row } from '#contracts/fund-public.ts';
import * as z from 'zod/mini';
import { aboveOf, lineOf } from './public-lines.ts';
import type { Built } from './public-book.svelte.ts';

/** Heads of days and today's date would be old the next day, and are no part of a snapshot. */
const builtTold = z.omit(shape, { today: true, heads: true });
const builtRows = z.array(row);

/** What doors said, as a page shows it at once. @throws where it is not what the contract promises: the build stops */
export const builtOf = (ledger: object, rows: readonly object[]): Built => ({
	above: aboveOf(builtTold.parse(ledger)),
	lines: builtRows.parse(rows).map(lineOf)
});
