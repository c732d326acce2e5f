import { m } from '#lib/paraglide/messages';
import { fieldWords } from '#lib/platform/field-words.ts';
import { formatMinutes, formatSpan, weekdayWords } from '#lib/platform/format.ts';
import type { Span, WeeklySpan } from '#lib/platform/week.ts';
import type { Stop, Team } from './lead-booking.ts';
import { webPlaces } from './lead-days.ts';

/** "07:30–11:00, 13:30–17:00". */
export const shiftWords = (shifts: readonly Span[]): string =>
	shifts.map(({ from, to }) => `${formatMinutes(from)}–${formatMinutes(to)}`).join(', ');

/** One line a weekday: "Thứ Bảy: 07:30–11:00, 13:30–17:00". */
export const weekWords = (shifts: readonly WeeklySpan[]): string[] =>
	[...new Set(shifts.map(({ weekday }) => weekday))].map(
		(weekday) =>
			`${weekdayWords(weekday)}: ${shiftWords(shifts.filter((one) => one.weekday === weekday))}`
	);

type Pools = Pick<Team, 'places' | 'reserved_hotline' | 'reserved_ward'>;
export const poolWords = (pools: Pools): string =>
	m.booking_lead_pools_words({
		web: webPlaces(pools),
		hotline: pools.reserved_hotline,
		ward: pools.reserved_ward
	});

/** "2 giờ 10 phút"; what is none is left out. */
export function lengthWords(length: number): string {
	const [hours, minutes] = [Math.floor(Math.max(0, length) / 60), Math.max(0, length) % 60];
	if (hours === 0) return m.time_minutes({ count: minutes });
	if (minutes === 0) return m.time_hours({ count: hours });
	return m.booking_lead_length({ hours, minutes });
}

/** Whose stop it is and what was promised: "ĐP-0012, 07:30 đến 09:30". */
export const stopWords = ({ reference, name, from, to, start, finish, held }: Stop): string => {
	const what =
		reference ?? name ?? (held ? m.booking_lead_stop_held() : m.booking_lead_stop_other());
	// A gathering begins at its minute, and its team stays.
	return `${what}, ${from === to ? formatSpan(start, finish) : formatSpan(from, to)}`;
};

/** Sentences of the pools' own; the rest as everywhere. */
export const teamFieldWords = (field: string, code: string): string =>
	field === 'reserved_hotline' && code === 'out_of_range'
		? m.booking_lead_pools_too_many()
		: fieldWords(field, code);
