/** The list by when things are due, as the officer's day has it. */
import { dayOf } from '#lib/platform/clock.ts';
import type { Row } from './queue.ts';

export type Group = { is: 'late' | 'today' | 'later' | 'none' | 'ended' | 'found'; rows: Row[] };

/** States that nothing follows. */
const final: readonly Row['state'][] = ['done', 'cancelled', 'ineligible', 'converted'];

function groupOf({ due_at, state }: Row, now: Date): Group['is'] {
	if (final.includes(state)) return 'ended';
	if (!due_at) return 'none';
	if (Date.parse(due_at) <= now.getTime()) return 'late';
	return dayOf(due_at) === dayOf(now) ? 'today' : 'later';
}

/** Rows in the order they came, under late, today, later, without a clock and ended; empty groups are left out. */
export function groupsOf(rows: readonly Row[], now: Date): Group[] {
	const order = ['late', 'today', 'later', 'none', 'ended'] as const;
	return order
		.map((is) => ({ is, rows: rows.filter((row) => groupOf(row, now) === is) }))
		.filter(({ rows }) => rows.length > 0);
}

/** What a search found, in its own order: the best first. */
export const foundOf = (rows: readonly Row[]): Group[] =>
	rows.length > 0 ? [{ is: 'found', rows: [...rows] }] : [];
