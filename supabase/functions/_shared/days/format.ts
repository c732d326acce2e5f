export type Language = 'vi' | 'en';

const DAY_MS = 86_400_000;
/** UTC+7 the whole year, since 1975. */
const OFFSET_MS = 7 * 3_600_000;

const weekdays: Record<Language, readonly string[]> = {
	vi: ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'],
	en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
};
const months = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December'
];

/** Midnight UTC of a day, for arithmetic alone. Throws RangeError for a day that does not exist. */
function utc(day: string): number {
	if (!isDay(day)) throw new RangeError('not_a_date');
	return Date.parse(`${day}T00:00:00Z`);
}

/** Whether `YYYY-MM-DD` names a day that exists. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const at = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

/** The day it is in Việt Nam at an instant. */
export function localDay(at: Date): string {
	return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** Minutes after midnight in Việt Nam at an instant, 0 to 1439. */
export function localMinutes(at: Date): number {
	return ((Math.floor((at.getTime() + OFFSET_MS) / 60_000) % 1440) + 1440) % 1440;
}

/** The instant of a time of day in Việt Nam. */
export function toInstant(day: string, minutes: number): Date {
	return new Date(utc(day) - OFFSET_MS + minutes * 60_000);
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: string, count: number): string {
	return new Date(utc(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** ISO number of the weekday: 1 Monday … 7 Sunday. */
export function weekday(day: string): number {
	return new Date(utc(day)).getUTCDay() || 7;
}

/** "Thứ Bảy", "Chủ Nhật", "Saturday"; from 1 Monday to 7 Sunday. */
export function weekdayName(number: number, language: Language = 'vi'): string {
	const name = weekdays[language][number - 1];
	if (!name) throw new RangeError('not_a_weekday');
	return name;
}

const parts = (day: string): [number, number, number] => {
	utc(day);
	return day.split('-').map(Number) as [number, number, number];
};
const two = (n: number): string => String(n).padStart(2, '0');

/** "Thứ Bảy, 28/11" and "Saturday 28 November"; with the year when asked: "Thứ Bảy, 28/11/2026". */
export function formatDay(day: string, language: Language = 'vi', withYear = false): string {
	const [year, month, date] = parts(day);
	const name = weekdayName(weekday(day), language);
	if (language === 'en')
		return `${name} ${date} ${months[month - 1]!}${withYear ? ` ${year}` : ''}`;
	return `${name}, ${two(date)}/${two(month)}${withYear ? `/${year}` : ''}`;
}

/** "28/11/2026" and "28 Nov 2026". */
export function formatShortDay(day: string, language: Language = 'vi'): string {
	const [year, month, date] = parts(day);
	if (language === 'en') return `${date} ${months[month - 1]!.slice(0, 3)} ${year}`;
	return `${two(date)}/${two(month)}/${year}`;
}

/** 450 → "07:30"; 1440 → "24:00". */
export function formatTime(minutes: number): string {
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** "07:30–09:30". */
export function formatWindow(window: { from: number; to: number }): string {
	return `${formatTime(window.from)}–${formatTime(window.to)}`;
}
