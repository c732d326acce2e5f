import { readDay, readMinutes } from '#lib/platform/typed.ts';
import { formatMinutes } from '#lib/platform/format.ts';

type Fault = { field: 'day' | 'hour'; code: string };

/** A day and an hour as they are typed, on the clocks of Việt Nam, as an instant that is still to come; or which of them is wrong. */
export function momentOf(day: string, hour: string, now: Date): { at: string } | Fault {
	const read = readDay(day);
	const minutes = readMinutes(hour);
	const midnight = Date.parse(`${read}T00:00:00+07:00`);
	if (day.trim() === '') return { field: 'day', code: 'required' };
	if (Number.isNaN(midnight)) return { field: 'day', code: 'not_a_date' };
	// JavaScript takes the 31st of a short month for the 1st of the next one.
	if (new Date(midnight + 7 * 3_600_000).toISOString().slice(0, 10) !== read)
		return { field: 'day', code: 'not_a_date' };
	if (hour.trim() === '') return { field: 'hour', code: 'required' };
	if (Number.isNaN(minutes) || minutes >= 1440) return { field: 'hour', code: 'bad_time' };
	const at = `${read}T${formatMinutes(minutes)}:00+07:00`;
	return Date.parse(at) > now.getTime() ? { at } : { field: 'day', code: 'out_of_range' };
}
