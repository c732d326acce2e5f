/** The verbs of the queue's figures. */
import { doors } from '#contracts/queue-figures.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

export type Figures = z.output<(typeof doors)['queue_figures']['answer']>;
export type PublicFigures = NonNullable<z.output<(typeof doors)['queue_figures_public']['answer']>>;

/** What came and what was done, from one month to another, each named by its first day; at most 24. */
export const readFigures = (from_month: string, to_month: string) =>
	call(doors, 'queue_figures', { from_month, to_month });
/** What anybody may know of a unit; null for one that there is not. */
export const readPublic = (unit: string) => call(doors, 'queue_figures_public', { unit });
