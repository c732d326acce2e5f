/** The verbs of the room for residents. No other file of the room names a door. */
import { doors, type Form, type Wanted } from '#contracts/booking.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.infer<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.infer<(typeof doors)[Name]['answer']>;

export type CallBackForm = Asked<'booking_call_back'>['form'];
export type Booked = Answered<'booking_submit'>;
export type Days = Answered<'booking_days'>;
export type Hold = Answered<'booking_hold'>;
export type Moved = Answered<'booking_reschedule'>;
export type Offers = Answered<'booking_offers'>;
export type Submission = Omit<Asked<'booking_submit'>, 'key'>;
export type CallBackRequest = Omit<Asked<'booking_call_back'>, 'key'>;
export type { Form, Wanted };

/** Days that open, of every unit. */
export const days = (signal?: AbortSignal) => call(doors, 'booking_days', {}, { signal });

/** A puzzle whose solution opens one request for offers, one booking without a hold, or one call-back. */
export const challenge = () => call(doors, 'booking_challenge', {});

/** Windows that a team can really keep, for a new visit. `hold`: what this person holds counts as free. */
export const offers = (wanted: Wanted, proof: string, hold: string | null) =>
	call(doors, 'booking_offers', { wanted, proof, hold, lookup: null });

/** The same for a visit that its owner moves. */
export const offersToMove = (lookup: string) =>
	call(doors, 'booking_offers', { wanted: null, proof: null, hold: null, lookup });

/** Keeps a window for some minutes. Problem `window_taken` brings the windows left in `detail.left`. */
export const hold = (key: string, token: string, instead: string | null) =>
	call(doors, 'booking_hold', { key, token, hold: instead });

export const extend = (key: string, held: string) =>
	call(doors, 'booking_extend', { key, hold: held });

export const release = (key: string, held: string) =>
	call(doors, 'booking_release', { key, hold: held });

export const submit = (args: Asked<'booking_submit'>) => call(doors, 'booking_submit', args);

export const callBack = (args: Asked<'booking_call_back'>) =>
	call(doors, 'booking_call_back', args);

export const reschedule = (args: Asked<'booking_reschedule'>) =>
	call(doors, 'booking_reschedule', args);
