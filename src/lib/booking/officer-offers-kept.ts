/** The verbs of the desk about windows that are kept for a case. */
import { doors } from '#contracts/postponing.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';
import { shareOut } from './sharing.ts';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;

export const takeOffer = (args: Asked<'booking_offer_take'>) =>
	call(doors, 'booking_offer_take', args);

/** Refused: the next one on the waitlist is asked at once. */
export async function refuseOffer(args: Asked<'booking_offer_refuse'>) {
	const done = await call(doors, 'booking_offer_refuse', args);
	void shareOut();
	return done;
}

export async function waitOn(args: Asked<'booking_wait'>) {
	const done = await call(doors, 'booking_wait', args);
	void shareOut();
	return done;
}
