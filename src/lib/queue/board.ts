/** The lead's figures about clocks, brought together by officer and by clock. */
import type { ClockBoard } from './clocks-queue.ts';

type Line = ClockBoard['lines'][number];
type Sum = { key: string; line: Line; late: number; soon: number; paused: number };

/** Lines with the same key as one, the most late first; the first line of each stands for it. */
function sums(lines: readonly Line[], keyOf: (line: Line) => string): Sum[] {
	const found = new Map<string, Sum>();
	for (const line of lines) {
		const key = keyOf(line);
		const sum = found.get(key) ?? { key, line, late: 0, soon: 0, paused: 0 };
		found.set(key, {
			...sum,
			late: sum.late + line.late,
			soon: sum.soon + line.soon,
			paused: sum.paused + line.paused
		});
	}
	return [...found.values()].sort(
		(a, b) => b.late - a.late || b.soon - a.soon || b.paused - a.paused
	);
}

export const byOfficer = (lines: readonly Line[]): Sum[] =>
	sums(lines, ({ officer }) => officer?.id ?? 'nobody');
export const byClock = (lines: readonly Line[]): Sum[] =>
	sums(lines, ({ kind, clock }) => `${kind} ${clock}`);
