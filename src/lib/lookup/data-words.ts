/** Requests about the person's own data in their words. */
import { m } from '#lib/paraglide/messages';
import type { Opened } from './lookup.ts';

type Request = Opened['data_requests'][number];

const whats: Record<Request['what'], () => string> = {
	see: m.lookup_data_see,
	correct: m.lookup_data_correct,
	erase: m.lookup_data_erase
};
export const dataWhat = (what: Request['what']): string => whats[what]();
export const dataOptions = () =>
	(Object.keys(whats) as Request['what'][]).map((value) => ({ value, label: whats[value]() }));

const states: Partial<Record<Request['state'], () => string>> = {
	asked: m.lookup_data_asked,
	done: m.lookup_data_done,
	refused: m.lookup_data_refused,
	cancelled: m.lookup_data_withdrawn
};
export const dataState = (state: Request['state']): string => states[state]?.() ?? state;

const refusals: Record<NonNullable<Request['reason']>, () => string> = {
	not_the_person: m.lookup_data_not_the_person,
	law_keeps: m.lookup_data_law_keeps,
	other_unit: m.lookup_data_other_unit,
	nothing_held: m.lookup_data_nothing_held,
	not_reached: m.lookup_data_not_reached
};
export const refusalWords = (reason: NonNullable<Request['reason']>): string => refusals[reason]();
