/** Dates, times, money and telephones in the habits of the reader's language. Việt Nam has one zone, UTC+7. */
import { m } from '#lib/paraglide/messages';
import { getLocale } from '#lib/paraglide/runtime.js';

const ZONE = 7 * 3_600_000;

const two = (value: number) => String(value).padStart(2, '0');
const weekdays = [
	m.weekday_0,
	m.weekday_1,
	m.weekday_2,
	m.weekday_3,
	m.weekday_4,
	m.weekday_5,
	m.weekday_6
];

/** 6 → "Thứ Bảy": ISO weekdays, 1 is Monday and 7 Sunday. */
export const weekdayWords = (weekday: number): string => weekdays[weekday % 7]!();

/** An instant as the wall clock in Việt Nam shows it; read it with the getUTC… methods. */
const local = (instant: string | Date) => new Date(new Date(instant).getTime() + ZONE);

const englishDay = (at: Date) =>
	new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(at);

/** Today in Việt Nam as `YYYY-MM-DD`. */
export const dayOf = (instant: string | Date): string => local(instant).toISOString().slice(0, 10);

/** `2026-11-28` → "Thứ Bảy, 28/11", "Saturday 28 November". */
export function formatDay(day: string): string {
	const at = new Date(`${day}T00:00:00Z`);
	const name = weekdays[at.getUTCDay()]!();
	if (getLocale() === 'en') return `${name} ${englishDay(at)}`;
	return `${name}, ${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}`;
}

/** The same inside a sentence: "thứ Bảy, 28/11". */
export function formatDayWithin(day: string): string {
	const words = formatDay(day);
	return getLocale() === 'en' ? words : words[0]!.toLowerCase() + words.slice(1);
}

/** A day or an instant → "28/11/2026", "28 November 2026". */
export function formatDate(value: string): string {
	const at = value.length === 10 ? new Date(`${value}T00:00:00Z`) : local(value);
	if (getLocale() === 'en') return `${englishDay(at)} ${at.getUTCFullYear()}`;
	return `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`;
}

/** Minutes after midnight → "07:30". */
export const formatMinutes = (minutes: number): string =>
	`${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** An instant → "07:30". */
export function formatTime(instant: string | Date): string {
	const at = local(instant);
	return formatMinutes(at.getUTCHours() * 60 + at.getUTCMinutes());
}

/** An instant → "07:30, 28/11/2026". */
export const formatMoment = (instant: string): string =>
	`${formatTime(instant)}, ${formatDate(instant)}`;

/** "07:30 đến 09:30". */
export const formatSpan = (from: number, to: number): string =>
	m.time_span({ from: formatMinutes(from), to: formatMinutes(to) });

/** A promised window → "Thứ Bảy, 28/11, 07:30 đến 09:30". */
export const formatWindow = (window: { day: string; from: number; to: number }): string =>
	`${formatDay(window.day)}, ${formatSpan(window.from, window.to)}`;

/** `+84900000101` or `0900000101` → "0900 000 101"; a landline "0255 000 0000"; short numbers as they are. */
export function formatPhone(phone: string): string {
	const digits = phone.replace(/^\+84/, '0').replace(/\D/g, '');
	if (digits.length === 10) return digits.replace(/(\d{4})(\d{3})(\d{3})/, '$1 $2 $3');
	if (digits.length === 11) return digits.replace(/(\d{4})(\d{3})(\d{4})/, '$1 $2 $3');
	return phone;
}

/** `484000000` → "484.000.000 đồng". */
export const formatMoney = (dong: number): string =>
	m.money({ amount: dong.toLocaleString(getLocale() === 'en' ? 'en-GB' : 'vi-VN') });
