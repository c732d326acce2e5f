import { isDay, localDay } from './format.ts';

export type Birth = { year: number; month?: number | undefined; day?: number | undefined };
export type BirthProblem = {
	code: 'required' | 'not_a_date' | 'in_future' | 'too_early';
	field: 'year' | 'month' | 'day';
};

/** The oldest year taken: nobody living was born before, and a typing slip like 1022 is caught. */
export const FIRST_BIRTH_YEAR = 1900;

const two = (n: number): string => String(n).padStart(2, '0');

/** Why this cannot be when somebody was born; null when it can. `today` is a day in Việt Nam. */
export function birthProblem(
	birth: Birth,
	today: string = localDay(new Date())
): BirthProblem | null {
	const { year, month, day } = birth;
	if (!Number.isInteger(year) || year < 1 || year > 9999)
		return { code: 'not_a_date', field: 'year' };
	if (year < FIRST_BIRTH_YEAR) return { code: 'too_early', field: 'year' };
	if (month !== undefined && !(Number.isInteger(month) && month >= 1 && month <= 12)) {
		return { code: 'not_a_date', field: 'month' };
	}
	if (day !== undefined) {
		if (month === undefined) return { code: 'required', field: 'month' };
		if (!Number.isInteger(day) || !isDay(`${year}-${two(month)}-${two(day)}`)) {
			return { code: 'not_a_date', field: 'day' };
		}
	}
	const [thisYear, thisMonth, thisDay] = today.split('-').map(Number) as [number, number, number];
	if (year > thisYear) return { code: 'in_future', field: 'year' };
	if (year < thisYear || month === undefined || month < thisMonth) return null;
	if (month > thisMonth) return { code: 'in_future', field: 'month' };
	return day !== undefined && day > thisDay ? { code: 'in_future', field: 'day' } : null;
}

/**
 * The age in whole years on a day: the least it can be and the most, which differ when only the year is known.
 * A birthday on 29 February is counted from 1 March in other years.
 */
export function ageOn(birth: Birth, on: string): { least: number; most: number } {
	const [year, month, day] = on.split('-').map(Number) as [number, number, number];
	const reached = (m: number, d: number): boolean => month > m || (month === m && day >= d);
	const most = year - birth.year - (reached(birth.month ?? 1, birth.day ?? 1) ? 0 : 1);
	const least = year - birth.year - (reached(birth.month ?? 12, birth.day ?? 31) ? 0 : 1);
	return { least: Math.max(0, least), most: Math.max(0, most) };
}

/**
 * A birth as people type it in one field: 1941 · 3/1941 · 17/3/1941 · 17-03-1941 · 1941-03-17. Null when it is none;
 * whether such a day exists is `birthProblem`'s question.
 */
export function parseBirth(typed: string): Birth | null {
	const text = typed.normalize('NFKC').trim();
	const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(text);
	if (iso) return build(iso[1]!, iso[2], iso[3]);
	const local = /^(?:(?:(\d{1,2})\s*[/.\-\s]\s*)?(\d{1,2})\s*[/.\-\s]\s*)?(\d{4})$/.exec(text);
	return local ? build(local[3]!, local[2], local[1]) : null;
}

function build(year: string, month?: string, day?: string): Birth {
	return {
		year: Number(year),
		...(month === undefined ? {} : { month: Number(month) }),
		...(day === undefined ? {} : { day: Number(day) })
	};
}
