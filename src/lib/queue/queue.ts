/** The verbs of the room. No other file of the room names a door. */
import {
	doors,
	type Action,
	type Event,
	type Filter,
	type Flag,
	type Row,
	type WholeCase
} from '#contracts/queue.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type { Action, Event, Filter, Flag, Row, WholeCase };
export type Page = Answered<'queue_page'>;
export type Cursor = NonNullable<Page['next']>;
export type CaseAnswer = Answered<'queue_call'>;
export type Person = NonNullable<Row['assignee']>;
export type CallOutcome = Asked<'queue_call'>['outcome'];
export type MendField = Asked<'queue_return'>['fields'][number];
export type CloseReason = Asked<'queue_close_call_back'>['reason'];

/** One page of cases by nearest clock. */
export const page = (filter: Filter, after: Cursor | null, size: number, signal?: AbortSignal) =>
	call(doors, 'queue_page', { filter, after, size }, { signal });

/** Opens a case; the server writes down that it was read. */
export const open = (id: string, signal?: AbortSignal) =>
	call(doors, 'queue_case', { id }, { signal });

/** Officers to whom a case may be given. */
export const officers = () => call(doors, 'queue_officers', {});

export const assign = (args: Asked<'queue_assign'>) => call(doors, 'queue_assign', args);
/** A note changes nothing that another officer could have changed, so it asks for no version. */
export const note = ({ key, id, body }: Asked<'queue_note'>) =>
	call(doors, 'queue_note', { key, id, body });
export const logCall = (args: Asked<'queue_call'>) => call(doors, 'queue_call', args);
export const ask = (args: Asked<'queue_ask'>) => call(doors, 'queue_ask', args);
export const giveBack = (args: Asked<'queue_return'>) => call(doors, 'queue_return', args);
export const replaceCode = (args: Asked<'queue_replace_code'>) =>
	call(doors, 'queue_replace_code', args);
export const closeCallBack = (args: Asked<'queue_close_call_back'>) =>
	call(doors, 'queue_close_call_back', args);
