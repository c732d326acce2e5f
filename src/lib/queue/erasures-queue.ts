/** The verb of the room about what is kept of persons, and what was erased. */
import { doors, type HeldKind } from '#contracts/queue-erasures.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

export type Erasures = z.output<(typeof doors)['queue_erasures']['answer']>;
export type { HeldKind };

export const readErasures = () => call(doors, 'queue_erasures', {});
