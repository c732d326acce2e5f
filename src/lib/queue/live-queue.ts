/** The verb that is asked again and again: what changed, and who looks at what. */
import { doors, type Change, type Lookers, type Topic } from '#contracts/queue-live.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

export type { Change, Lookers, Topic };
export type Asked = z.input<(typeof doors)['queue_live']['args']>;
export type Answer = z.output<(typeof doors)['queue_live']['answer']>;

export const askLive = (asked: Asked, signal?: AbortSignal) =>
	call(doors, 'queue_live', asked, { signal });
