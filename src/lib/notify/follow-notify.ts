/** The verbs of whoever follows the news. */
import { doors } from '#contracts/notify-follow.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';
import type { Follow, Subscription, Wish } from '#contracts/notify-follow.ts';

export type { Follow, Subscription, Wish };
type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Known = Pick<Subscription, 'endpoint' | 'auth'>;

/** A puzzle, and the key to which the browser binds its subscription. */
export const challenge = () => call(doors, 'follow_challenge', {});

/** Follows, or follows something else; the same key is the same wish. */
export const start = (args: Asked<'follow_start'>) => call(doors, 'follow_start', args);

/** What this browser follows; null where the server knows of nothing. */
export const read = ({ endpoint, auth }: Known) => call(doors, 'follow_read', { endpoint, auth });

export const stop = ({ endpoint, auth }: Known) => call(doors, 'follow_stop', { endpoint, auth });
