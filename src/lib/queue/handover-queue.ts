/** The verbs of a change of shift, and of the cases of who is away. */
import {
	doors,
	type Counts,
	type HandoverInShort,
	type Line,
	type Mark
} from '#contracts/queue-handover.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type { Counts, HandoverInShort, Line, Mark };
export type Handover = NonNullable<Answered<'queue_handover'>['handover']>;
export type Signature = Handover['signatures'][number];
export type HandoverState = Handover['state'];
export type WhyAlone = Asked<'queue_handover_alone'>['why'];
export type LeftOfficer = Answered<'queue_left_behind'>['officers'][number];
export type GiveResult = Answered<'queue_give_on'>['results'][number]['result'];

/** The hand-over at a change of shift; null: the nearest of the officer's own. */
export const readHandover = (change_at: string | null) =>
	call(doors, 'queue_handover', { change_at });
export const writeLine = (args: Asked<'queue_handover_line'>) =>
	call(doors, 'queue_handover_line', args);
export const signHandover = (args: Asked<'queue_handover_sign'>) =>
	call(doors, 'queue_handover_sign', args);
export const standAlone = (args: Asked<'queue_handover_alone'>) =>
	call(doors, 'queue_handover_alone', args);
export const takeOver = (args: Asked<'queue_handover_take'>) =>
	call(doors, 'queue_handover_take', args);
export const readHandovers = (before: string | null) => call(doors, 'queue_handovers', { before });
export const readDue = () => call(doors, 'queue_handover_due', {});
export const noteHandover = (args: Asked<'queue_handover_noted'>) =>
	call(doors, 'queue_handover_noted', args);
export const readLeftBehind = async () => (await call(doors, 'queue_left_behind', {})).officers;
export const giveOn = (args: Asked<'queue_give_on'>) => call(doors, 'queue_give_on', args);
