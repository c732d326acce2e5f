/** Two layouts of the same days beside each other. */
import type { Fact, Layout } from './plan-facts.ts';
import { spotOf } from './plan-layout.ts';
import type { Standing } from './plan-standing.ts';

export type Sum = {
	/** Visits and gatherings that have a place, and those that have none. */
	served: number;
	aside: number;
	/** Minutes on the way, of all teams. */
	travel: number;
	/** When the last service ends, of any day. */
	finish: number | null;
	/** Rules that the plan breaks. */
	broken: number;
};

export function sumOf(standing: Standing, layout: Layout): Sum {
	const times = standing.rounds.days.map((day) => standing.times(day, layout[day.id] ?? []));
	const visits = [...standing.facts.values()].filter(
		({ kind, spent }) => kind !== 'card' && !spent
	);
	const served = visits.filter(({ id }) => spotOf(layout, id)).length;
	const ends = times.flatMap(({ finish }) => finish ?? []);
	return {
		served,
		aside: visits.length - served,
		travel: times.reduce((sum, one) => sum + one.travel, 0),
		finish: ends.length > 0 ? Math.max(...ends) : null,
		broken: times.reduce((sum, one) => sum + one.broken, 0)
	};
}

/** Whose beginning, team or place becomes another. */
export type Change = { fact: Fact; before: Beginning | null; after: Beginning | null };
export type Beginning = { team: string; day: string; start: number };

export function changesOf(standing: Standing, before: Layout, after: Layout): Change[] {
	const then = beginnings(standing, before);
	const now = beginnings(standing, after);
	return [...standing.facts.values()]
		.map((fact) => ({
			fact,
			before: then.get(fact.id) ?? null,
			after: now.get(fact.id) ?? null
		}))
		.filter(
			({ before, after }) =>
				before?.start !== after?.start || before?.team !== after?.team || before?.day !== after?.day
		);
}

const beginnings = (standing: Standing, layout: Layout): Map<string, Beginning> =>
	new Map(
		standing.rounds.days.flatMap((day) =>
			standing
				.times(day, layout[day.id] ?? [])
				.stops.map(({ id, start }) => [id, { team: day.team_name, day: day.day, start }] as const)
		)
	);
