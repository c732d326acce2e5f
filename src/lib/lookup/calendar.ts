import { m } from '#lib/paraglide/messages';
import { now } from '#lib/platform/clock.ts';
import { visitEvent } from '#shared/ics/index.ts';

type Entry = {
	reference: string;
	window: { day: string; from: number; to: number };
	/** Goes up with every change, so that a calendar replaces the old entry. */
	sequence: number;
	unit: string;
	/** Where the person comes; null where the officers come to them. */
	place: string | null;
};

/** The visit as a calendar file. It holds neither the code nor a name: calendars are shared with many apps. */
export const calendarFile = ({ reference, window, sequence, unit, place }: Entry): string =>
	visitEvent({
		uid: `${encodeURIComponent(reference)}@gan-dan`,
		sequence,
		stamp: now(),
		...window,
		summary: place ? m.lookup_ics_gathering() : m.lookup_ics_summary(),
		...(place && { location: place }),
		description: (place ? m.lookup_ics_gathering_text : m.lookup_ics_text)({ unit, reference })
	});
