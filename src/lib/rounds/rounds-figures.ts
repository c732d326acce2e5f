/** From days driven to what stands in a table. */
import type { RoundsFigures } from './rounds.ts';

export type Driven = RoundsFigures['days'][number];

/** Null of nothing, because 0 of 0 is no failure. */
const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
const oneDecimal = (value: number | null): number | null =>
	value === null ? null : Math.round(value * 10) / 10;

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
	const kept = share(
		sum(days, (day) => day.kept),
		known
	);
	const spent = share(
		sum(timed, (day) => day.spent!),
		sum(timed, (day) => day.service)
	);
	return {
		days: days.length,
		planned: sum(days, (day) => day.planned),
		served: sum(days, (day) => day.served),
		perDay: oneDecimal(
			share(
				sum(days, (day) => day.served),
				days.length
			)
		),
		travelPerVisit: oneDecimal(
			share(
				sum(days, (day) => day.travel),
				sum(days, (day) => day.planned)
			)
		),
		drivenPerVisit: oneDecimal(
			share(
				sum(driven, (day) => day.driven!),
				sum(driven, (day) => day.served)
			)
		),
		kept: kept === null ? null : Math.round(kept * 100),
		known,
		spent: spent === null ? null : Math.round(spent * 100)
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
