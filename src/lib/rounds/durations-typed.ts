/** Minutes that a lead types against what is in use. */
import { readNumber } from '#lib/platform/typed.ts';
import type { Durations, TakeDurations } from './rounds.ts';

type Row = Durations['rows'][number];

/** What a figure may be; the first and each further person take some time at least. */
export const rangeOf = (what: string): { least: number; most: number } =>
	what === 'first' || what === 'next'
		? { least: 5, most: 120 }
		: { least: what === 'card' ? 1 : 0, most: 60 };

type Fault = readonly [field: string, code: string];

/** The rows that are other than in use, as the server takes them; or the fields that hold no such number. */
export function changesIn(
	rows: readonly Row[],
	typed: Readonly<Record<string, string>>
): { rows: TakeDurations['rows']; faults: Fault[] } {
	const changed: TakeDurations['rows'] = [];
	const faults: Fault[] = [];
	for (const { what, used } of rows) {
		const minutes = readNumber(typed[what] ?? '');
		const { least, most } = rangeOf(what);
		if (!Number.isInteger(minutes) || minutes < least || minutes > most)
			faults.push([`minutes.${what}`, 'out_of_range']);
		else if (minutes !== used) changed.push({ what, used, minutes });
	}
	return { rows: changed, faults };
}
