import type { Span } from '#lib/platform/week.ts';
import type { Stop, Team, TeamDay } from './lead-booking.ts';

/** Saturday and Sunday, morning and afternoon: what a new team works unless its lead says otherwise. */
export const usualShifts = [6, 7].flatMap((weekday) => [
	{ weekday, from: 450, to: 660 },
	{ weekday, from: 810, to: 1020 }
]);

type Pools = Pick<Team, 'places' | 'reserved_hotline' | 'reserved_ward'>;

/** Places that people book by themselves; NaN while something is no number. */
export const webPlaces = ({ places, reserved_hotline, reserved_ward }: Pools): number =>
	places - reserved_hotline - reserved_ward;

/** Team-days of one calendar day together, in the order they came (day, then team). */
export function byDay(days: readonly TeamDay[]): { day: string; teams: TeamDay[] }[] {
	const groups: { day: string; teams: TeamDay[] }[] = [];
	for (const one of days) {
		const last = groups.at(-1);
		if (last?.day === one.day) last.teams.push(one);
		else groups.push({ day: one.day, teams: [one] });
	}
	return groups;
}

/** Minutes of the shifts in which nobody is served; the ways between come out of them. */
export const freeMinutes = ({ shifts, stops }: Pick<TeamDay, 'shifts' | 'stops'>): number =>
	shifts.reduce((sum, { from, to }) => sum + to - from, 0) -
	stops.reduce((sum, { start, finish }) => sum + finish - start, 0);

type Change = { closed: boolean; kit: string | null; shifts: readonly Span[]; places: number };

/**
 * The promises that a change would break, as far as this page can tell: a closed day or one without a kit breaks
 * all, a shorter shift those that no longer lie in one. When the ways between are what breaks, all are named.
 */
export function brokenStops(day: Pick<TeamDay, 'stops'>, change: Change): Stop[] {
	const outside = day.stops.filter(
		({ start, finish }) => !change.shifts.some(({ from, to }) => from <= start && finish <= to)
	);
	const some = !change.closed && change.kit !== null && outside.length > 0;
	return some ? outside : [...day.stops];
}

/** A day some days after another. */
export function plusDays(day: string, days: number): string {
	const at = new Date(`${day}T00:00:00Z`);
	at.setUTCDate(at.getUTCDate() + days);
	return at.toISOString().slice(0, 10);
}
