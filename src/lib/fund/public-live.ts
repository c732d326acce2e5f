/** The public ledger as the server tells it now, in the words that the page shows. Comes when something is asked. */
import type { Above, Line } from './public-lines.ts';
import { aboveOf, lineOf } from './public-lines.ts';
import { readLedger, readRows, type Ledger, type RowFilter } from './public-fund.ts';

type Page = { unit: string; filter: RowFilter; after: number | null; size: number };

export async function liveLedger(
	unit: string,
	signal: AbortSignal
): Promise<{ ledger: Ledger; above: Above }> {
	const ledger = await readLedger(unit, signal);
	return { ledger, above: aboveOf(ledger) };
}

export const liveLines = async (page: Page, signal: AbortSignal): Promise<Line[]> =>
	(await readRows(page, signal)).map(lineOf);
