/** Days and amounts as they are typed into the forms of the ledger. */
import { readDong } from '#lib/platform/amounts.ts';
import { dayFault as faultOf } from '#lib/platform/day-fault.ts';

export type Fault = readonly [field: string, code: string];

/** What is wrong with a typed amount. */
export function amountFault(typed: string, field = 'amount'): Fault[] {
	if (readDong(typed) !== null) return [];
	return [[field, typed.trim() === '' ? 'required' : 'bad_format']];
}

/** What is wrong with a typed day, `today` being the last that may be. */
export function dayFault(typed: string, today: string, field = 'day'): Fault[] {
	const code = faultOf(typed, today);
	return code ? [[field, code]] : [];
}

export const needed = (typed: string, field: string): Fault[] =>
	typed.trim() === '' ? [[field, 'required']] : [];
