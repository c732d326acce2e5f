/** A plan with a gathering in it, as the edge would make it. */
import type { TestDatabase } from '../local/testing.ts';
import { snapshot, type Plan } from './household.ts';

/** The team is there from `from` to `to`, if nobody else is in the way. */
export async function stayPlan(
	db: TestDatabase,
	teamDay: string,
	id: string,
	[from, to]: readonly [number, number]
): Promise<Plan> {
	const { days } = await snapshot(db, id);
	const day = days.find((one) => one.id === teamDay)!;
	const stop = {
		subject: id,
		from,
		to: from,
		service: to - from,
		travel: 15,
		start: from,
		finish: to
	};
	const others = day.stops.map(({ subject, from, to, service, travel, start, finish }) => ({
		subject,
		from,
		to,
		service,
		// Whoever comes after the gathering is reached from there.
		travel: start > stop.start ? Math.max(travel, Math.min(15, start - stop.finish)) : travel,
		start,
		finish
	}));
	return {
		team_day: teamDay,
		version: day.version,
		stops: [...others, stop].sort((a, b) => a.start - b.start)
	};
}
