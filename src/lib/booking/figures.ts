/** From counts to what stands in a table. */
import { percent } from '#lib/platform/shares.ts';
import type { Group } from './figures-booking.ts';

/** Spans to look at, by their word in the address; days before today. */
export const spans = { month: 30, quarter: 91, year: 365 } as const;
export type Span = keyof typeof spans;
export const isSpan = (word: string | null): word is Span =>
	word !== null && Object.hasOwn(spans, word);

/** The last column of a group: how many windows were kept, of those whose real time is known. */
export const keptShare = ({ kept, timed }: Pick<Group, 'kept' | 'timed'>) => percent(kept, timed);
