/** The verbs of data requests, apart from the queue's own: few officers' days have one. */
import { doors } from '#contracts/queue-data.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;

export type DataSheet = z.output<(typeof doors)['queue_data_sheet']['answer']>;
export type DataRefusal = NonNullable<Asked<'queue_data_answer'>['reason']>;

/** A request is a case of its own, so it asks for no version of the case that it is about. */
export const askData = ({ key, id, what, words, channel }: Asked<'queue_data_ask'>) =>
	call(doors, 'queue_data_ask', { key, id, what, words, channel });
/** Everything held of the persons of a case; the server writes down that it was read. */
export const dataSheet = (id: string) => call(doors, 'queue_data_sheet', { id });
export const answerData = (args: Asked<'queue_data_answer'>) =>
	call(doors, 'queue_data_answer', args);
