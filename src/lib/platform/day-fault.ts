import { isDay } from '#shared/days/format.ts';
import { readDay } from './typed.ts';

/** What is wrong with a day as it was typed, `latest` being the last that may be where there is one: the code for its field, or null. */
export function dayFault(typed: string, latest?: string): string | null {
	const day = readDay(typed);
	if (!isDay(day)) return day === '' ? 'required' : 'not_a_date';
	return latest !== undefined && day > latest ? 'in_future' : null;
}
