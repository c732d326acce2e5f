import { begun, delimitedBy, unquoted } from '../sheet/delimited.ts';
import type { Line } from '../sheet/grid.ts';
import { StatementError } from './shapes.ts';
import { tableOf } from './tables.ts';

const marks = ['\t', ';', ',', '|'];
/** Lines that are enough to tell the mark. */
const LOOK_AT = 100;

/**
 * Lines of a .csv by the mark under which a header is found with the most fields, else by the one that cuts most lines into as
 * many cells. Unlike a list of people, a statement with a quote that never closes is refused: some of its lines would be lost.
 * @throws StatementError `open_quote`
 */
export function linesOf(text: string): Line[] {
	const { hint, body } = begun(text);
	const some = body.split('\n', LOOK_AT).join('\n');
	const weights = marks.map((mark) => {
		const lines = delimitedBy(some, mark);
		return weigh(typeof lines === 'number' ? roughly(some, mark) : lines);
	});
	const mark = hint ?? marks[weights.indexOf(Math.max(...weights))]!;
	const lines = delimitedBy(text, mark);
	if (typeof lines === 'number') throw new StatementError('open_quote', lines);
	return lines;
}

/** The same of lines whose quotes do not hold by this mark: it may be the mark all the same. */
const roughly = (some: string, mark: string): Line[] =>
	unquoted(some, mark).map((cells, line) => ({
		line,
		cells: cells.map((cell) => cell.replace(/^"|"$/g, ''))
	}));

function weigh(lines: readonly Line[]): number {
	const { found, columns } = tableOf(lines);
	if (found) return 1000 + columns.filter(Boolean).length;
	const counts = new Map<number, number>();
	for (const { cells } of lines)
		if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
	return Math.max(0, ...counts.values());
}
