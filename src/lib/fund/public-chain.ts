/** A public chain as it comes over the line: page after page, the next one on its way while the last is worked on. */
import { Problem } from '#lib/platform/problem.ts';
import type { Chained } from './public-fund.ts';

export type ReadPage = (from_row: number, size: number) => Promise<Chained[]>;

/** About two megabytes of JSON, half of it packed: few questions, and a line that breaks loses little. */
export const PAGE = 5_000;
const TRIES = 3;

type Options = { page?: number; pause?: (tried: number) => Promise<void> };

const pausing = (tried: number) =>
	new Promise<void>((resolve) => setTimeout(resolve, tried * 1_000));

/**
 * The rows 1 to `count`, in pages. A page for which no answer came is asked for again, at most twice, later each time. Fewer rows than
 * were promised end the pages early; more than were asked for are left out.
 */
export async function* pagesOf(
	read: ReadPage,
	count: number,
	{ page = PAGE, pause = pausing }: Options = {}
): AsyncGenerator<Chained[]> {
	const ask = async (from: number): Promise<Chained[]> => {
		const size = Math.min(page, count - from + 1);
		for (let tried = 1; ; tried++) {
			try {
				return (await read(from, size)).slice(0, size);
			} catch (problem) {
				const worth = problem instanceof Problem && (problem.offline || problem.code === 'busy');
				if (!worth || tried >= TRIES) throw problem;
				await pause(tried);
			}
		}
	};
	let next = count > 0 ? ask(1) : null;
	for (let from = 1; next;) {
		const rows: Chained[] = await next;
		from += rows.length;
		const more = rows.length > 0 && from <= count;
		next = more ? ask(from) : null;
		// Whoever stops listening meanwhile leaves it; the one who listens gets the refusal from the same promise.
		next?.catch(() => {});
		if (rows.length > 0) yield rows;
	}
}
