import type { Event } from './queue.ts';

/** As long as SQL counts a call (`queue.spoke_lately`), less a minute: what is offered must not be refused. */
const lasts = 29 * 60_000;

/** Whether this officer has called about the case just now and was answered. */
export const spokeLately = (
	events: readonly Pick<Event, 'at' | 'code' | 'officer' | 'data'>[],
	officer: string,
	now: Date
): boolean =>
	events.some(
		({ at, code, officer: by, data }) =>
			code === 'call' &&
			by?.id === officer &&
			data.outcome === 'answered' &&
			now.getTime() - Date.parse(at) < lasts
	);
