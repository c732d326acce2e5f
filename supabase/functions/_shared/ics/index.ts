/** A visit as a calendar entry (RFC 5545). It holds no code and no person's name: calendars are shared and synchronised. */
import { toInstant } from '../days/format.ts';

export type VisitEvent = {
	/** The same for every version of one visit, so that a moved visit replaces the old entry. */
	uid: string;
	/** Grows with every change. */
	sequence: number;
	/** When this file is made. */
	stamp: Date;
	day: string;
	/** The promised window, minutes after midnight in Việt Nam. */
	from: number;
	to: number;
	summary: string;
	description?: string;
	location?: string;
	cancelled?: boolean;
};

/** The `text/calendar` file of one visit. Times are UTC, which every calendar shows in the zone of its owner. */
export function visitEvent(event: VisitEvent): string {
	const lines = [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//Gan Dan//Booking//VI',
		'CALSCALE:GREGORIAN',
		`METHOD:${event.cancelled ? 'CANCEL' : 'PUBLISH'}`,
		'BEGIN:VEVENT',
		`UID:${text(event.uid)}`,
		`SEQUENCE:${event.sequence}`,
		`DTSTAMP:${utc(event.stamp)}`,
		`DTSTART:${utc(toInstant(event.day, event.from))}`,
		`DTEND:${utc(toInstant(event.day, event.to))}`,
		`SUMMARY:${text(event.summary)}`,
		...(event.description ? [`DESCRIPTION:${text(event.description)}`] : []),
		...(event.location ? [`LOCATION:${text(event.location)}`] : []),
		`STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
		'CLASS:PRIVATE',
		'END:VEVENT',
		'END:VCALENDAR'
	];
	return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function utc(at: Date): string {
	return at.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** Escapes what RFC 5545 gives a meaning; every end of line is one, other control characters are dropped. */
function text(value: string): string {
	return value
		.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
		.replace(/[\u0000-\u0009\u000B-\u001F\u007F]/g, ' ')
		.replace(/[\\;,]/g, '\\$&')
		.replace(/\n/g, '\\n');
}

const LINE_OCTETS = 75;

/** Folds a line after at most 75 octets of UTF-8, never inside a character. */
function folded(line: string): string {
	const encoder = new TextEncoder();
	let octets = 0;
	let out = '';
	for (const character of line) {
		const size = encoder.encode(character).length;
		if (octets + size > LINE_OCTETS) {
			out += '\r\n ';
			octets = 1;
		}
		out += character;
		octets += size;
	}
	return out;
}
