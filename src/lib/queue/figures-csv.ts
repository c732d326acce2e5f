/** The figures as a file that a spreadsheet opens: one table, each line saying what it is about. */
import { m } from '#lib/paraglide/messages';
import { csvOf } from '#lib/platform/csv.ts';
import type { PaperMark } from '#lib/ui/printing.svelte.ts';
import { footOf } from './csv.ts';
import type { Figures } from './figures-queue.ts';
import { monthWords } from './months.ts';
import { clockWords, kindWords } from './words.ts';

export function figuresCsv({ months, areas, clocks }: Figures, mark: PaperMark): string {
	const line = (what: string, of: string, kind: string, a: number, b: number) => [
		what,
		of,
		kind,
		String(a),
		String(b)
	];
	return csvOf([
		[
			m.queue_figures_what(),
			m.queue_figures_of_which(),
			m.queue_filter_kind(),
			m.queue_figures_received(),
			m.queue_figures_ended()
		],
		...months.map(({ month, kind, received, ended }) =>
			line(m.queue_figures_month(), monthWords(month), kindWords(kind), received, ended)
		),
		...areas.map(({ name, kind, received, ended }) =>
			line(m.queue_filter_area(), name, kindWords(kind), received, ended)
		),
		[
			m.queue_figures_what(),
			m.queue_figures_of_which(),
			m.queue_filter_kind(),
			m.queue_figures_due(),
			m.queue_figures_kept()
		],
		...clocks.map(({ kind, clock, due, kept }) =>
			line(m.queue_clocks(), clockWords(clock), kindWords(kind), due, kept)
		),
		footOf(mark)
	]);
}
