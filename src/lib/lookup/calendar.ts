import { m } from '#lib/paraglide/messages';
import { toInstant } from '#shared/days/index.ts';

const stamp = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, '');
/** RFC 5545 §3.3.11: commas, semicolons, backslashes and line ends of text. */
const text = (words: string) => words.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n');

/** RFC 5545 §3.1: a line is at most 75 bytes; what goes on begins with a space. */
function fold(line: string): string {
	let out = '';
	let bytes = 0;
	for (const letter of line) {
		const size = new TextEncoder().encode(letter).length;
		if (bytes + size > 74) {
			out += '\r\n ';
			bytes = 1;
		}
		out += letter;
		bytes += size;
	}
	return out;
}

type Entry = {
	reference: string;
	window: { day: string; from: number; to: number };
	/** Goes up with every change, so that a calendar replaces the old entry. */
	sequence: number;
	unit: string;
};

/** The visit as a calendar file. It holds neither the code nor a name: calendars are shared with many apps. */
export function calendarFile({ reference, window, sequence, unit }: Entry): string {
	return [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//Gan Dan//Gan Dan//VI',
		'METHOD:PUBLISH',
		'BEGIN:VEVENT',
		`UID:${encodeURIComponent(reference)}@gan-dan`,
		`SEQUENCE:${sequence}`,
		`DTSTAMP:${stamp(new Date())}`,
		`DTSTART:${stamp(toInstant(window.day, window.from))}`,
		`DTEND:${stamp(toInstant(window.day, window.to))}`,
		`SUMMARY:${text(m.lookup_ics_summary())}`,
		`DESCRIPTION:${text(m.lookup_ics_text({ unit, reference }))}`,
		'END:VEVENT',
		'END:VCALENDAR',
		''
	]
		.map(fold)
		.join('\r\n');
}
