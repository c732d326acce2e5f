/** Moments at which an officer tries a call again, and their own. Times of day are those of Việt Nam. */
import { dayOf } from '#lib/platform/clock.ts';

const hour = 3_600_000;
const at = (day: string, time: string) => `${day}T${time}:00+07:00`;
const later = (instant: Date, hours: number) => new Date(instant.getTime() + hours * hour);

export type Again = { value: string; kind: 'soon' | 'today' | 'tomorrow' };

/** Two hours from now on the next five minutes, this afternoon while it is to come, tomorrow morning. */
export function againOptions(now: Date): Again[] {
	const soon = later(now, 2);
	soon.setUTCMinutes(Math.ceil(soon.getUTCMinutes() / 5) * 5, 0, 0);
	const today = dayOf(now);
	const afternoon = ['14:00', '16:00'].map((time) => at(today, time));
	const coming = afternoon.find((moment) => Date.parse(moment) > now.getTime() + hour / 2);
	return [
		{ value: soon.toISOString(), kind: 'soon' },
		...(coming ? [{ value: coming, kind: 'today' as const }] : []),
		{ value: at(dayOf(later(now, 24)), '08:00'), kind: 'tomorrow' }
	];
}

/** What `<input type="datetime-local">` holds, as an instant; null where it is empty or already past. */
export function ownMoment(typed: string, now: Date): string | null {
	if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(typed)) return null;
	const moment = `${typed}:00+07:00`;
	return Date.parse(moment) > now.getTime() ? moment : null;
}
