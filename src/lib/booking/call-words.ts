import { m } from '#lib/paraglide/messages';
import { formatMoment } from '#lib/platform/clock.ts';
import type { Booked } from './booking.ts';

/** The instant at which a window of a day in Việt Nam begins, in milliseconds. */
const beginOf = ({ day, from }: NonNullable<Booked['window']>): number =>
	Date.parse(`${day}T00:00:00+07:00`) + from * 60_000;

/**
 * By when the family is called. The unit's clock runs in working days, and a visit may be tomorrow: a call that were due after the
 * team has been there is no promise, so it is said that the call comes first.
 */
export function callWords({ reply_by, window }: Pick<Booked, 'reply_by' | 'window'>): string {
	if (!reply_by) return m.booking_next_call();
	return window && Date.parse(reply_by) >= beginOf(window)
		? m.booking_next_call_first()
		: m.booking_next_call_by({ time: formatMoment(reply_by) });
}
