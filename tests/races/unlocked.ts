/** The commit of a day as somebody would write it who thinks of one resident. */
import type { Loose } from './naive.ts';

const commit = 'booking.commit(uuid, uuid, int, jsonb, timestamptz, text)';

/** It looks at the day, locks nothing, and writes a moment later, in seconds. */
export const unlocked = (later = 0.05): readonly Loose[] => [
	[commit, ' order by d.id for update;', ';'],
	[commit, 'return booking.write', `perform pg_sleep(${later}); return booking.write`],
	['booking.commit_again(uuid, timestamptz)', 'v_day for update;', 'v_day;']
];

/** For a day whose constraint is taken away, by which no two visits overlap: the writing does not ask it, either. */
export const overlapping: readonly Loose[] = [
	...unlocked(),
	[
		'booking.write_stops(booking.team_days, uuid, jsonb, timestamptz, text)',
		/set constraints booking\.stops_never_overlap \w+;/g,
		''
	]
];
