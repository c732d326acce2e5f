/**
 * The one place of this room that holds the client with full access: SQL functions that `service_role` alone may call.
 * Each write is one transaction and idempotent by its key.
 */
import type { Call } from '../_shared/edge/index.ts';
import type { Command } from '../_shared/edge/once.ts';
import type { Answer, Args, Booked, CallBackForm, Form, GatheringForm, Hold } from './shapes.ts';
import type {
	GatheringRead,
	HoldRead,
	OfferPlan,
	Plan,
	Pool,
	Snapshot,
	Tending,
	VisitRead
} from './snapshot.ts';

/** A row of a list with the form that it comes to and the words that its officer will say. */
export type TakenRow = {
	row: number;
	lookup_hash: string;
	hamlet: string;
	form: Form;
	words: string[];
	note: string | null;
};

type CaseAnswer = Answer<'booking_move'>;
type Place = { area: string; hamlet: string | null };

/** What an officer enters for a caller. */
type Entered = {
	officer: string;
	lookup_hash: string;
	channel: Args<'booking_hotline'>['channel'];
	seen: string[];
	words: string[];
};

export function storeOf(call: Call) {
	return {
		/** `subject`'s own stop counts as free. `on_day`: with the teams of that day alone. */
		snapshot: ({ area, hamlet }: Place, subject: string | null, on_day: string | null) =>
			call<Snapshot>('booking_snapshot', { area, hamlet, unit: null, subject, on_day }),
		/** The stored answer of a command, null when it is new. */
		answer: (door: string, { key, request }: Command) =>
			call<unknown>('booking_answer', { key, door, request }),
		/** The whole unit, for nobody's place. */
		unitSnapshot: (unit: string) =>
			call<Snapshot>('booking_snapshot', {
				area: null,
				hamlet: null,
				unit,
				subject: null,
				on_day: null
			}),
		/** The next unit in which something can be shared out; null when there is none. */
		tending: () => call<Tending | null>('booking_tend_read', {}),
		/** Keeps windows; one word each, `kept` or why not. `more`: the unit is to be tended again. */
		keepOffers: (offers: { unit: string; list: OfferPlan[]; more: boolean }) =>
			call<string[]>('booking_offer_write', { offers }),
		holdRead: (hold: string) => call<HoldRead | null>('booking_hold_read', { hold }),
		byLookup: (lookup_hash: string) => call<VisitRead | null>('booking_by_lookup', { lookup_hash }),
		/** False: somebody has used this proof before. */
		spend: (proof: string) => call<boolean>('booking_spend', { proof }),
		hold: (
			command: Command,
			draft: Place & {
				subject: string;
				minutes: number;
				people: number;
				channel: Pool;
				plan: Plan;
				/** The proof that pays for a hold, once; null to exchange a young one. */
				paid: string | null;
			}
		) => call<Hold>('booking_hold_write', { ...command, ...draft }),
		extend: (command: Command, hold: string) =>
			call<Hold>('booking_extend_write', { ...command, hold }),
		release: (command: Command, hold: string) =>
			call<{ ok: true }>('booking_release_write', { ...command, hold }),
		submit: (
			command: Command,
			visit: {
				lookup_hash: string;
				hold: string | null;
				form: Form;
				minutes: number;
				plan: Plan | null;
				words: string[];
				proof: string | null;
				channel: Pool;
			}
		) => call<Booked>('booking_submit_write', { ...command, ...visit }),
		callBack: (
			command: Command,
			callBack: { lookup_hash: string; form: CallBackForm; words: string[]; proof: string }
		) => call<Booked>('booking_call_back_write', { ...command, ...callBack }),
		move: (
			command: Command,
			move: {
				door: 'booking_move' | 'booking_reschedule';
				officer: string | null;
				id: string;
				version: number | null;
				channel: Pool;
				plan: Plan;
				asked?: Args<'booking_move'>['asked'];
			}
		) =>
			call<CaseAnswer & { window: Hold['window'] }>('booking_move_write', { ...command, ...move }),
		fromCallBack: (
			command: Command,
			visit: {
				officer: string;
				id: string;
				version: number;
				form: Form;
				minutes: number;
				plan: Plan | null;
				subject: string;
				channel: Pool;
				words: string[];
			}
		) => call<CaseAnswer>('booking_from_call_back_write', { ...command, ...visit }),
		/** All rows become visits on the waitlist, or none does. */
		listTake: (
			command: Command,
			list: { officer: string; channel: Pool | 'paper'; rows: TakenRow[] }
		) => call<Answer<'booking_list_take'>>('booking_list_take_write', { ...command, ...list }),
		hotline: (
			command: Command,
			visit: Entered & {
				form: Form;
				minutes: number;
				plan: Plan | null;
				subject: string;
				pool: Pool;
				/** They come there instead. */
				gathering: string | null;
			}
		) => call<Answer<'booking_hotline'>>('booking_hotline_write', { ...command, ...visit }),
		/** Without a plan its stop stays as it is. */
		gathering: (
			command: Command,
			gathering: {
				officer: string;
				gathering: string;
				version: number | null;
				form: GatheringForm;
				plan: Plan | null;
			}
		) =>
			call<Answer<'booking_gathering_save'>>('booking_gathering_write', {
				...command,
				...gathering
			}),
		hotlineCallBack: (command: Command, callBack: Entered & { form: CallBackForm }) =>
			call<Answer<'booking_hotline'>>('booking_hotline_call_back_write', {
				...command,
				...callBack
			})
	};
}
export type Store = ReturnType<typeof storeOf>;

/** What an officer may ask, with the officer's own token: SQL checks it, the role and the compartment. */
export function officerOf(call: Call) {
	return {
		/** Who makes a list: the desk, or a collaborator with their hamlet. */
		whoLists: () =>
			call<{ officer: string; unit: string; hamlet: string | null }>('booking_list_maker', {}),
		whoami: () => call<{ officer: string; unit: string }>('booking_officer', {}),
		gathering: (id: string) => call<GatheringRead>('booking_gathering_read', { id }),
		byCase: (id: string) => call<VisitRead & { officer: string }>('booking_by_case', { id }),
		caller: (phone: string) => call<Answer<'booking_caller'>>('booking_caller_read', { phone })
	};
}
export type Officer = ReturnType<typeof officerOf>;
