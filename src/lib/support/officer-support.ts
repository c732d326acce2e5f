/** The verbs of an officer on a request for help, and the shapes their forms are made of. */
import { doors } from '#contracts/support.ts';
import type { SupportDetail } from '#contracts/support.ts';
import { call } from '#lib/platform/call.ts';
import { Problem } from '#lib/platform/problem.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type { SupportDetail };
export type CaseAnswer = Answered<'support_day'>;
export type Enter = Omit<Asked<'support_enter'>, 'key'>;
export type Entered = Answered<'support_enter'>;
export type EndReason = Asked<'support_end'>['reason'];
export type Families = Answered<'support_families'>;
export type Family = Families['rows'][number];
export type FamilyCursor = Families['next'];
export type Granted = Asked<'support_decide'>['granted'];
export type Need = Asked<'support_visit'>['needs'][number];

/** Sends a command for the open case: true when done, false when somebody was quicker and the case is read anew. */
export type Send = <Args extends object>(
	name: string,
	verb: (args: Args & { key: string; id: string; version: number }) => Promise<CaseAnswer>,
	args: Args
) => Promise<boolean>;

/** What every form of a case is given. */
export type FormProps = {
	whole: {
		row: { id: string; state: string; received_at: string };
		support: SupportDetail | null;
	};
	send: Send;
	onclose: () => void;
};

export const consent = (args: Asked<'support_consent'>) => call(doors, 'support_consent', args);
export const visitDay = (args: Asked<'support_day'>) => call(doors, 'support_day', args);
export const visitMade = (args: Asked<'support_visit'>) => call(doors, 'support_visit', args);
export const decide = (args: Asked<'support_decide'>) => call(doors, 'support_decide', args);
export const give = (args: Asked<'support_give'>) => call(doors, 'support_give', args);
/** What was written by mistake is struck through. */
export const undoGiven = (args: Asked<'support_give_undo'>) =>
	call(doors, 'support_give_undo', args);
export const endSupport = (args: Asked<'support_end'>) => call(doors, 'support_end', args);

/** Enters what somebody asked for; the same key is the same request. */
export const enter = (args: Asked<'support_enter'>) => call(doors, 'support_enter', args);

/** The request that a payment of the fund is for; null where it is for no family known here, or not this officer's to open. */
export const requestOf = (payment: string) =>
	call(doors, 'support_of_payment', { payment }).catch((problem: unknown) => {
		if (problem instanceof Problem && /^(not_found|role_missing)$/.test(problem.code)) return null;
		throw problem;
	});

/** Families to look after; the server writes down who was shown. */
export const families = (area: string | null, after: FamilyCursor, size: number) =>
	call(doors, 'support_families', { area, after, size });
