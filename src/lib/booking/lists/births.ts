import { birthProblem, isDay, parseBirth, type Birth } from '#shared/days/index.ts';
import { dayOfSerial } from '#shared/sheet/serials.ts';

export type BirthFault =
	'required' | 'not_a_date' | 'in_future' | 'too_early' | 'short_year' | 'formula';

/**
 * A birth as sheets have it: 1941 · 17/3/1941 · 17-3-41 · a day that Excel made a number of · "Năm 1941" · "1941 (84 tuổi)". Two
 * digits of a year that both centuries know are asked about. `today` is a day in Việt Nam.
 */
export function readBirth(typed: string, today: string): { birth: Birth } | { fault: BirthFault } {
	const text = typed
		.normalize('NFKC')
		.replace(/\([^)]*\)/g, ' ')
		.replace(/^\s*(sinh\s*)?(năm|nam|ngày|ngay)?\s*:?\s*(?=\d)/i, '')
		// A time of day that a format has added.
		.replace(/[T\s]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*$/, '')
		.trim();
	if (text === '') return { fault: 'required' };
	if (/^=|^#[A-Z]/.test(text)) return { fault: 'formula' };
	const birth = born(text, today);
	if (birth === 'short_year' || birth === null) return { fault: birth ?? 'not_a_date' };
	const problem = birthProblem(birth, today);
	return problem ? { fault: problem.code } : { birth };
}

function born(text: string, today: string): Birth | 'short_year' | null {
	const number = /^(\d{4,6})([.,]0+)?$/.exec(text);
	if (number) {
		const value = Number(number[1]);
		if (number[1]!.length === 4) return { year: value };
		return ofDay(dayOfSerial(value));
	}
	const short = /^(?:(\d{1,2})\s*[/.\-\s]\s*)?(\d{1,2})\s*[/.\-\s]\s*(\d{2})$/.exec(text);
	if (short) {
		const [, day, month, two] = short;
		// Whoever was born in '41 was born in 1941, until 2041; '19 may be a hundred years old or six.
		if (Number(two) <= Number(today.slice(2, 4))) return 'short_year';
		const year = 1900 + Number(two);
		return { year, month: Number(month), ...(day ? { day: Number(day) } : {}) };
	}
	if (/^\d{2}$/.test(text)) return 'short_year';
	// A sheet that knew the year alone and was asked for a day says 00/00/1941.
	const year = /^0{1,2}[/.-]0{1,2}[/.-](\d{4})$/.exec(text)?.[1];
	return year ? { year: Number(year) } : parseBirth(text);
}

function ofDay(day: string | null): Birth | null {
	if (day === null || !isDay(day)) return null;
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	return { year, month, day: date };
}
