/** The verbs of an officer on a visit or a call-back, and the shapes their forms are made of. */
import type { Snippet } from 'svelte';
import { doors } from '#contracts/booking.ts';
import { doors as postponing } from '#contracts/booking-postponing.ts';
import type { CallBackDetail, VisitDetail } from '#contracts/booking.ts';
import {
	doors as evening,
	type Readiness,
	type ReadinessAnswers
} from '#contracts/booking-evening.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type { CallBackDetail, Readiness, ReadinessAnswers, VisitDetail };
export type Served = VisitDetail['people'][number];
export type Outcome = NonNullable<Served['outcome']>;
export type CaseAnswer = Answered<'booking_confirm'>;
export type CaseOffers = Answered<'booking_case_offers'>;
export type Pool = Asked<'booking_case_offers'>['channel'];
export type Written = Asked<'booking_outcome'>['people'];
export type CancelReason = Asked<'booking_cancel'>['reason'];
export type Wanted = Asked<'booking_officer_offers'>['wanted'];
export type Caller = Answered<'booking_caller'>;
export type CallerCase = Caller['cases'][number];
export type DeskChannel = Asked<'booking_hotline'>['channel'];
export type Entered = Answered<'booking_hotline'>;
export type EnterVisit = Omit<Asked<'booking_hotline'>, 'key'>;
export type EnterCallBack = Omit<Asked<'booking_hotline_call_back'>, 'key'>;
/** Who wanted a change; see `booking.demand_called`. */
export type AskedBy = NonNullable<Asked<'booking_move'>['asked']>;

/** What a form of this room needs of the case that is open. */
export type OpenCase = {
	row: {
		id: string;
		reference: string;
		version: number;
		state: string;
		area: { code: string; name: string } | null;
	};
	unit: string;
	visit: VisitDetail | null;
	readiness: Readiness | null;
	call_back: CallBackDetail | null;
};

/** Sends a command for the open case: true when done, false when somebody was quicker and the case is read anew. */
export type Send = <Args extends object>(
	name: string,
	verb: (args: Args & { key: string; id: string; version: number }) => Promise<CaseAnswer>,
	args: Args
) => Promise<boolean>;

/** What every form of a case is given. */
export type FormProps = {
	whole: OpenCase;
	send: Send;
	onclose: () => void;
	/** Who wants the change, where that is known already. */
	asked?: AskedBy;
	/** Drawn below a field in which an officer writes, by whoever shows the form. */
	aids?: Snippet<[{ form: 'cancel'; text: string; write: (text: string) => void }]>;
};

/** Windows of a storm take a few turns of one unit; the jobs go on with what is left. */
const TURNS = 10;

/**
 * Has what became free shared out now. Nothing depends on it: where the line breaks, the job that looks every few minutes
 * does the same.
 */
export async function shareOut(): Promise<void> {
	try {
		for (let turn = 0; turn < TURNS; turn++)
			if (!(await call(postponing, 'booking_tend', {})).more) return;
	} catch {
		// The command before this was done, and is told as done.
	}
}

export const confirm = (args: Asked<'booking_confirm'>) => call(doors, 'booking_confirm', args);
/** What a family said on the phone of the house they are visited in. */
export const readiness = (args: z.input<typeof evening.booking_readiness.args>) =>
	call(evening, 'booking_readiness', args);
export const move = (args: Asked<'booking_move'>) => call(doors, 'booking_move', args);
export const propose = (args: Asked<'booking_propose'>) => call(doors, 'booking_propose', args);
/** A place becomes free: whoever waits for it is asked at once. */
export async function cancel(args: Asked<'booking_cancel'>) {
	const done = await call(doors, 'booking_cancel', args);
	void shareOut();
	return done;
}
export const outcome = (args: Asked<'booking_outcome'>) => call(doors, 'booking_outcome', args);
export const cardReady = (args: Asked<'booking_card_ready'>) =>
	call(doors, 'booking_card_ready', args);
export const cardHanded = (args: Asked<'booking_card_handed'>) =>
	call(doors, 'booking_card_handed', args);
export const fromCallBack = (args: Asked<'booking_from_call_back'>) =>
	call(doors, 'booking_from_call_back', args);

/** Windows a team can keep for this visit; `channel`: whose places they are taken from. */
export const caseOffers = (id: string, channel: Pool) =>
	call(doors, 'booking_case_offers', { id, channel });
/** The same for a visit that is not entered yet. */
export const callerOffers = (wanted: Wanted, channel: Pool) =>
	call(doors, 'booking_officer_offers', { wanted, channel });

type Postponing = typeof postponing;
type AskedOf<Name extends keyof Postponing> = z.input<Postponing[Name]['args']>;

/** The resident takes a window that is kept for them. */
export const takeOffer = (args: AskedOf<'booking_offer_take'>) =>
	call(postponing, 'booking_offer_take', args);

/** Refused: the next one on the waitlist is asked at once. */
export async function refuseOffer(args: AskedOf<'booking_offer_refuse'>) {
	const done = await call(postponing, 'booking_offer_refuse', args);
	void shareOut();
	return done;
}

/** A postponed visit goes on the waitlist. */
export async function waitOn(args: AskedOf<'booking_wait'>) {
	const done = await call(postponing, 'booking_wait', args);
	void shareOut();
	return done;
}
/** Whose number this is: their open cases in this officer's unit. The server writes the search down. */
export const findCaller = (phone: string) => call(doors, 'booking_caller', { phone });
export const enterVisit = (args: EnterVisit & { key: string }) =>
	call(doors, 'booking_hotline', args);
export const enterCallBack = (args: EnterCallBack & { key: string }) =>
	call(doors, 'booking_hotline_call_back', args);
