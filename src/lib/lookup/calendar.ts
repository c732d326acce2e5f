import { m } from '#lib/paraglide/messages';
import { visitEvent } from '#shared/ics/index.ts';

type Entry = {
	reference: string;
	window: { day: string; from: number; to: number };
	/** Goes up with every change, so that a calendar replaces the old entry. */
	sequence: number;
	unit: string;
};

/** The visit as a calendar file. It holds neither the code nor a name: calendars are shared with many apps. */
export const calendarFile = ({ reference, window, sequence, unit }: Entry): string =>
	visitEvent({
		uid: `${encodeURIComponent(reference)}@gan-dan`,
		sequence,
		stamp: new Date(),
		...window,
		summary: m.lookup_ics_summary(),
		description: m.lookup_ics_text({ unit, reference })
	});
