/** The verbs of a list: the head of a hamlet, or an officer, enters many people at once. */
import { doors } from '#contracts/booking-lists.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type ListPlaces = Answered<'booking_list_places'>;
export type ListPage = Answered<'booking_list_page'>;
export type ListedRow = ListPage['rows'][number];
export type After = ListPage['next'];
export type TakeRequest = Asked<'booking_list_take'>;
export type TakenList = Answered<'booking_list_take'>;
export type Known = Answered<'booking_list_known'>['known'];
export type Asking = Asked<'booking_list_known'>['people'][number];

/** For which hamlets the caller may make lists. */
export const listPlaces = () => call(doors, 'booking_list_places', {});

/** Rows of lists that were taken, newest list first. */
export const listPage = (hamlet: string | null, after: After) =>
	call(doors, 'booking_list_page', { hamlet, after, size: 50 });

export const takeList = (args: TakeRequest) => call(doors, 'booking_list_take', args);

/** As many people as one question's body holds. */
const AT_ONCE = 200;

/** Who of them is on file. */
export async function knownAmong(people: readonly Asking[]): Promise<Known> {
	const known: Known = [];
	for (let at = 0; at < people.length; at += AT_ONCE) {
		const some = people.slice(at, at + AT_ONCE);
		known.push(...(await call(doors, 'booking_list_known', { people: some })).known);
	}
	return known;
}
