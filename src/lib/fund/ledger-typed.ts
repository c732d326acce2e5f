/** Days and amounts as they are typed into the forms of the ledger. */
import { readDong } from '#lib/platform/amounts.ts';
import { readDay } from '#lib/platform/typed.ts';
import { isDay } from '#shared/days/format.ts';

export type Fault = readonly [field: string, code: string];

/** What is wrong with a typed amount. */
export function amountFault(typed: string, field = 'amount'): Fault[] {
	if (readDong(typed) !== null) return [];
	return [[field, typed.trim() === '' ? 'required' : 'bad_format']];
}

/** What is wrong with a typed day, `today` being the last that may be. */
export function dayFault(typed: string, today: string, field = 'day'): Fault[] {
	const day = readDay(typed);
	if (!isDay(day)) return [[field, day === '' ? 'required' : 'not_a_date']];
	return day > today ? [[field, 'in_future']] : [];
}

export const needed = (typed: string, field: string): Fault[] =>
	typed.trim() === '' ? [[field, 'required']] : [];
