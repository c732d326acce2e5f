/** From days driven to what stands in a table. */
import { percent, perEach } from '#lib/platform/shares.ts';
import type { RoundsFigures } from './rounds.ts';

export type Driven = RoundsFigures['days'][number];

type Total = {
	days: number;
	planned: number;
	served: number;
	/** Visits of a team's day, to one decimal. */
	perDay: number | null;
	/** Minutes on the way for each visit: planned, and driven on the days where arrivals tell it. */
	travelPerVisit: number | null;
	drivenPerVisit: number | null;
	/** Windows kept, in whole percent, of those whose beginning is known. */
	kept: number | null;
	known: number;
	/** Minutes of service spent for each hundred planned, on the days where both are known. */
	spent: number | null;
};

const sum = (days: readonly Driven[], of: (day: Driven) => number): number =>
	days.reduce((all, day) => all + of(day), 0);

export function totalOf(days: readonly Driven[]): Total {
	const driven = days.filter((day) => day.driven !== null);
	const timed = days.filter((day) => day.spent !== null);
	const known = sum(days, (day) => day.known);
	const served = sum(days, (day) => day.served);
	const planned = sum(days, (day) => day.planned);
	return {
		days: days.length,
		planned,
		served,
		perDay: perEach(served, days.length),
		travelPerVisit: perEach(
			sum(days, (day) => day.travel),
			planned
		),
		drivenPerVisit: perEach(
			sum(driven, (day) => day.driven!),
			sum(driven, (day) => day.served)
		),
		kept: percent(
			sum(days, (day) => day.kept),
			known
		),
		known,
		spent: percent(
			sum(timed, (day) => day.spent!),
			sum(timed, (day) => day.service)
		)
	};
}

/** The same by team, who served most first. */
export function teamsOf(days: readonly Driven[]): (Total & { name: string })[] {
	const names = [...new Set(days.map(({ team_name }) => team_name))];
	return names
		.map((name) => ({ name, ...totalOf(days.filter((day) => day.team_name === name)) }))
		.sort((a, b) => b.served - a.served);
}

/** Calendar days in order, all teams together. */
export function datesOf(
	days: readonly Driven[]
): { day: string; planned: number; served: number }[] {
	const dates = [...new Set(days.map(({ day }) => day))].sort();
	return dates.map((date) => {
		const of = days.filter(({ day }) => day === date);
		return {
			day: date,
			planned: sum(of, ({ planned }) => planned),
			served: sum(of, ({ served }) => served)
		};
	});
}
