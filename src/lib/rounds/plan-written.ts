/** What a plan says to the server: the days that changed, whole, and whose first window this is. */
import type { Layout } from './plan-facts.ts';
import { changedDays, spotOf } from './plan-layout.ts';
import type { Standing } from './plan-standing.ts';
import type { Accept, WrittenStop } from './rounds.ts';

export type Written = Omit<Accept, 'key'>;

export function writtenOf(standing: Standing, layout: Layout): Written {
	const days = changedDays(standing.layout, layout).map((id) => {
		const day = standing.day(id)!;
		const list = layout[id]!;
		const stops = standing.times(day, list).stops.flatMap((timed, at): WrittenStop[] => {
			const { subject, kind, service, spent } = standing.fact(timed.id);
			// Who has a new window no longer stands where they stood.
			if (spent && spotOf(layout, subject)) return [];
			const { from, to } = list[at]!;
			const { travel, start, finish } = timed;
			return [{ subject, kind, from, to, service, travel, start, finish }];
		});
		return { team_day: id, version: day.version, stops };
	});
	const placed = [...standing.facts.values()].flatMap(({ id, kind, home, case: of, version }) =>
		kind === 'visit' && !home && of && version !== null && spotOf(layout, id)
			? [{ case: of, version }]
			: []
	);
	return { days, placed };
}
