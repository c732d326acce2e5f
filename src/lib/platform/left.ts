import { m } from '#lib/paraglide/messages';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What a paused clock has left, in its own measure: "16 ngày", "1,5 ngày làm việc", "40 phút". A day of either kind has 1,440 minutes. */
export function formatRest(minutes: number, measure: string): string {
	if (measure === 'working_days' && minutes >= 720)
		return m.time_working_days({
			count: (Math.round(minutes / 144) / 10).toLocaleString('vi-VN')
		});
	if (minutes >= 2880) return m.time_days({ count: Math.round(minutes / 1440) });
	return minutes >= 60
		? m.time_hours({ count: Math.round(minutes / 60) })
		: m.time_minutes({ count: minutes });
}

export type Left = { text: string; late: boolean; soon: boolean };

/** A clock in words: "còn 3 giờ", "quá 2 giờ"; `soon` within four hours. */
export function formatLeft(due: string, now: Date): Left {
	const left = new Date(due).getTime() - now.getTime();
	const size = Math.abs(left);
	const amount =
		size < HOUR
			? m.time_minutes({ count: Math.max(1, Math.round(size / MINUTE)) })
			: size < 2 * DAY
				? m.time_hours({ count: Math.round(size / HOUR) })
				: m.time_days({ count: Math.round(size / DAY) });
	const late = left < 0;
	return {
		text: late ? m.time_late({ amount }) : m.time_left({ amount }),
		late,
		soon: !late && left < 4 * HOUR
	};
}
