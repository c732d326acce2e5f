import { begun, delimitedBy, unquoted } from '../sheet/delimited.ts';
import type { Line } from '../sheet/grid.ts';
import { StatementError } from './shapes.ts';
import { tableOf } from './tables.ts';

const marks = ['\t', ';', ',', '|'];

/**
 * Lines of a .csv by the mark under which a header is found with the most fields, else by the one that cuts most lines into as
 * many cells. Unlike a list of people, a statement with a quote that never closes is refused: some of its lines would be lost.
 * @throws StatementError `open_quote`
 */
export function linesOf(text: string): Line[] {
	const { hint, body, first } = begun(text);
	let best: { lines: Line[] | number; weight: number } | null = null;
	for (const mark of hint === undefined ? marks : [hint]) {
		const lines = delimitedBy(text, mark);
		const cut = typeof lines === 'number' ? roughly(body, mark, first) : lines;
		const weight = weigh(cut);
		if (!best || weight > best.weight) best = { lines, weight };
	}
	if (typeof best!.lines === 'number') throw new StatementError('open_quote', best!.lines);
	return best!.lines;
}

/** The first lines by a mark whose quotes do not hold, to see whether it is the mark all the same. */
const roughly = (body: string, mark: string, first: number): Line[] =>
	unquoted(body.split('\n', 100).join('\n'), mark).map((cells, at) => ({
		line: first + at,
		cells: cells.map((cell) => cell.replace(/^"|"$/g, ''))
	}));

function weigh(lines: readonly Line[]): number {
	const { found, columns } = tableOf(lines.slice(0, 100));
	if (found) return 1000 + columns.filter(Boolean).length;
	const counts = new Map<number, number>();
	for (const { cells } of lines.slice(0, 100))
		if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
	return Math.max(0, ...counts.values());
}
