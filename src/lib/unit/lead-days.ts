/** A day of the calendar as its line has it: saved as it stands, to confirm it or to put it back. */
import { m } from '#lib/paraglide/messages';
import { formatDay } from '#lib/platform/format.ts';
import { Saving } from '#lib/platform/saving.svelte.ts';
import { status } from '#lib/ui/status.svelte.ts';
import { saveDay, type CalendarDay } from './lead-unit.ts';

export const daySaving = () => new Saving(saveDay);

/** True when it was saved, which the page then says. A refusal is in `saving.failed`. */
export async function saveAsIs(
	saving: ReturnType<typeof daySaving>,
	{ day, counts_as_working, visits_allowed, note }: CalendarDay
): Promise<boolean> {
	if (!(await saving.save({ day, counts_as_working, visits_allowed, note }))) return false;
	status.say(m.unit_lead_day_saved({ day: formatDay(day) }));
	return true;
}
