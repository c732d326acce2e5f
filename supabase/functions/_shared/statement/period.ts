import type { Line } from '../sheet/grid.ts';
import { fold } from '../text/names.ts';
import { readMoment } from './moments.ts';
import type { Statement, StatementLine } from './shapes.ts';

/** The part of a statement that lies in a period, both days included, with the balances around it. */
export type Part = Omit<Statement, 'covers'> & { before: number; after: number };

/**
 * The lines of a period, for files that overlap with what was imported or hold days that are not over. Null where lines of the
 * period and others alternate: the balances around it would mean nothing.
 */
export function partOf({ lines, opening }: Statement, from: string, to: string): Part | null {
	const isIn = ({ day }: StatementLine) => day >= from && day <= to;
	const first = lines.findIndex(isIn);
	const chosen = lines.filter(isIn);
	const before = first < 0 ? lines.filter(({ day }) => day < from).length : first;
	if (first >= 0 && !lines.slice(first, first + chosen.length).every(isIn)) return null;
	const sum = (some: readonly StatementLine[]) => some.reduce((all, { amount }) => all + amount, 0);
	const start = opening === null ? null : opening + sum(lines.slice(0, before));
	return {
		lines: chosen,
		opening: start,
		closing: start === null ? null : start + sum(chosen),
		before,
		after: lines.length - before - chosen.length
	};
}

/** The period that lines above a header name: "Từ ngày 01/11/2026 đến ngày 30/11/2026". */
export function covered(above: readonly Line[]): { from: string; to: string } | null {
	for (const { cells } of above) {
		const text = cells.join(' ');
		if (!/\b(?:tu ngay|den ngay|tu|from|period)\b/.test(fold(text))) continue;
		const days = (text.match(/\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}/g) ?? []).map((typed) =>
			readMoment(typed)
		);
		const [from, to] = days;
		if (days.length === 2 && from && to && from <= to) return { from, to };
	}
	return null;
}
