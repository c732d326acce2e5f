/** The verbs of the room for whoever asks for help. */
import { doors } from '#contracts/support.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.infer<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.infer<(typeof doors)[Name]['answer']>;

export type Form = Asked<'support_ask'>['form'];
export type Request = Omit<Asked<'support_ask'>, 'key'>;
export type Taken = Answered<'support_ask'>;

/** A puzzle whose solution opens one request. */
export const challenge = () => call(doors, 'support_challenge', {});

/** Asks for help; the same key is the same request. */
export const ask = (args: Asked<'support_ask'>) => call(doors, 'support_ask', args);
