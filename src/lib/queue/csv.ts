/** Lines of the queue as a file that a spreadsheet opens. */
import { m } from '#lib/paraglide/messages';
import { formatMoment } from '#lib/platform/clock.ts';
import type { PaperMark } from '#lib/ui/printing.svelte.ts';
import type { Row } from './queue.ts';
import { kindWords, stateWords, titleWords } from './words.ts';

/** The line at the foot of a file: which copy it is, and who answers for it. */
export const footOf = ({ number, reader, unit, when }: PaperMark): string[] => [
	m.queue_csv_number({ number }),
	m.queue_csv_by({ reader, unit, when })
];

/** What the list shows of each case, and no more. */
export function tableOf(rows: readonly Row[]): string[][] {
	const heads = [
		m.queue_csv_reference(),
		m.queue_filter_kind(),
		m.queue_csv_title(),
		m.queue_filter_area(),
		m.queue_filter_state(),
		m.queue_csv_received(),
		m.queue_csv_due(),
		m.queue_filter_assignee()
	];
	const lines = rows.map((row) => [
		row.reference,
		kindWords(row.kind),
		titleWords(row),
		row.area?.name ?? '',
		stateWords(row.state),
		formatMoment(row.received_at),
		row.due_at ? formatMoment(row.due_at) : '',
		row.assignee?.name ?? ''
	]);
	return [heads, ...lines];
}
