import { m } from '#lib/paraglide/messages';
import { formatDate, formatDay, formatMinutes, formatMoment } from '#lib/platform/format.ts';
import type { SupportDetail } from './officer-support.ts';
import { labelOf, wantOptions } from './words.ts';

type Visit = SupportDetail['visits'][number];

export const wantsWords = (codes: readonly string[]): string =>
	codes.map((code) => labelOf(wantOptions(), code)).join(', ');

/** How a planned visit rides along with a team, and what that said at the door. */
function rideWords({ team_name, start, came, told_at }: NonNullable<Visit['rides']>): string {
	if (came !== null && told_at)
		return (came ? m.support_ride_came : m.support_ride_missed)({ time: formatMoment(told_at) });
	return team_name !== null && start !== null
		? m.support_ride_team({ team: team_name, time: formatMinutes(start) })
		: m.support_ride_wait();
}

/** "Đã đến 26/11/2026, có gặp. Thuốc men, xe lăn. Cần xe lăn"; of one that is planned, when, and who calls in. */
export const visitWords = ({ day, met, needs, note, rides }: Visit): string =>
	[
		met === null
			? m.support_visit_planned({ day: formatDay(day) })
			: (met ? m.support_visit_met : m.support_visit_missed)({ day: formatDate(day) }),
		rides && rideWords(rides),
		wantsWords(needs),
		note
	]
		.filter(Boolean)
		.join('. ');
