/** Heads of days as text: for a message to somebody else, or a file of one's own. */
import { m } from '#lib/paraglide/messages';
import { formatDate } from '#lib/platform/format.ts';
import type { Head, Ledger } from './public-fund.ts';

/** The unit, where the chain ends now, then a line a day. Where all is made up the first line says so. */
export function headLines(
	{
		unit_name,
		today,
		demo,
		rows,
		head
	}: Pick<Ledger, 'unit_name' | 'today' | 'demo' | 'rows' | 'head'>,
	days: readonly Head[]
): string {
	return [
		demo ? `${unit_name} (${m.fund_public_demo()})` : unit_name,
		[formatDate(today), rows, head].join('\t'),
		...days.map(({ day, rows, head, inner }) => [formatDate(day), rows, head, inner].join('\t'))
	].join('\n');
}
