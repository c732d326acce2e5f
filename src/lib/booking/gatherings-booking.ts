/** The verbs of a gathering: opened, its people added, its keeper asked, called off, closed. */
import {
	doors,
	type CouldCome,
	type Gathering,
	type NearGathering,
	type PlaceAnswers
} from '#contracts/booking-gathering.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';
import { shareOut } from './officer-booking.ts';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type { CouldCome, Gathering, NearGathering, PlaceAnswers };
export type Gatherings = Answered<'booking_gatherings'>;
export type GatheringList = Answered<'booking_gathering'>;
export type Place = Gatherings['places'][number];
export type SaveGathering = Asked<'booking_gathering_save'>;
export type GatheringForm = SaveGathering['form'];
export type Added = Answered<'booking_gathering_add'>['rows'][number];
export type CancelGathering = Asked<'booking_gathering_cancel'>;

/** Gatherings from two weeks ago on, and what one is opened from. */
export const readGatherings = () => call(doors, 'booking_gatherings', {});
/** One with its list, and who could come: of one hamlet, or from everywhere, nearest first. Each case counts as read. */
export const readGathering = (id: string, hamlet: string | null) =>
	call(doors, 'booking_gathering', { id, hamlet });
/** Gatherings to come with room for these people. */
export const gatheringsNear = async (asked: Asked<'booking_gatherings_near'>) =>
	(await call(doors, 'booking_gatherings_near', asked)).gatherings;

export const saveGathering = (args: SaveGathering) => call(doors, 'booking_gathering_save', args);
export const addPeople = (args: Asked<'booking_gathering_add'>) =>
	call(doors, 'booking_gathering_add', args);
/** One case, as agreed with its people; what they leave is shared out. */
export async function gather(args: Asked<'booking_gather'>) {
	const done = await call(doors, 'booking_gather', args);
	void shareOut();
	return done;
}
export const writeReady = (args: Asked<'booking_gathering_ready'>) =>
	call(doors, 'booking_gathering_ready', args);
/** Calls it off; then windows are looked for its people. */
export async function cancelGathering(args: CancelGathering) {
	const done = await call(doors, 'booking_gathering_cancel', args);
	await shareOut();
	return done;
}
export const closeGathering = (args: Asked<'booking_gathering_close'>) =>
	call(doors, 'booking_gathering_close', args);
