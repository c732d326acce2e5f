import { m } from '#lib/paraglide/messages';
import { dayOf } from '#lib/platform/format.ts';
import type { CalendarDay } from './lead-unit.ts';

/** What a special day is: off for all, worked on, or without visits alone. */
export function dayWords(day: Pick<CalendarDay, 'counts_as_working' | 'visits_allowed'>): string {
	if (day.counts_as_working)
		return day.visits_allowed ? m.unit_lead_day_works() : m.unit_lead_day_works_no_visits();
	return day.visits_allowed ? m.unit_lead_day_off_visits() : m.unit_lead_day_off();
}

/** Days to come first; those that are over apart. `now` is the server-corrected clock's. */
export function bySide(days: readonly CalendarDay[], now: Date) {
	const today = dayOf(now);
	return {
		coming: days.filter(({ day }) => day >= today),
		past: days.filter(({ day }) => day < today).reverse()
	};
}
