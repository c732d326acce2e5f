/** What went out, day by day and way by way. */
import type { Channel, Days } from './notify.ts';

export type DayRow = {
	id: string;
	day: string;
	channel: Channel;
	sent: number;
	waiting: number;
	dead: number;
	unsure: number;
	cancelled: number;
};

const columns = {
	sent: 'sent',
	pending: 'waiting',
	claimed: 'waiting',
	dead: 'dead',
	unsure: 'unsure',
	cancelled: 'cancelled'
} as const;

/** One row a day and way, in the order in which they come: the newest day first. */
export function byDay(days: Days): DayRow[] {
	const rows = new Map<string, DayRow>();
	for (const { day, channel, state, count } of days) {
		const id = `${day} ${channel}`;
		const row = rows.get(id) ?? {
			...{ id, day, channel, sent: 0, waiting: 0, dead: 0, unsure: 0, cancelled: 0 }
		};
		row[columns[state]] += count;
		rows.set(id, row);
	}
	return [...rows.values()].sort(
		(a, b) => b.day.localeCompare(a.day) || a.channel.localeCompare(b.channel)
	);
}
