/** Data requests in an officer's words. */
import { m } from '#lib/paraglide/messages';
import type { DataRefusal } from './data-queue.ts';
import { optionsOf, said } from './kind-words.ts';
import type { WholeCase } from './queue.ts';

export type DataRequest = NonNullable<WholeCase['data_request']>;

const whats: Record<DataRequest['what'], () => string> = {
	see: m.queue_data_see,
	correct: m.queue_data_correct,
	erase: m.queue_data_erase
};
export const dataWhat = (what: string): string => said(whats, what);
export const dataOptions = () => optionsOf(whats);

const refusals: Record<DataRefusal, () => string> = {
	not_the_person: m.queue_data_not_the_person,
	law_keeps: m.queue_data_law_keeps,
	other_unit: m.queue_data_other_unit,
	nothing_held: m.queue_data_nothing_held,
	not_reached: m.queue_data_not_reached
};
export const refusalWords = (reason: DataRefusal): string => refusals[reason]();
export const refusalOptions = () => optionsOf(refusals);

export const identityOptions = () => [
	{ value: 'call', label: m.queue_data_by_call() },
	{ value: 'paper', label: m.queue_data_by_paper() }
];
