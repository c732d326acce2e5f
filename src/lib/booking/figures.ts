/** From counts to what stands in a table. */
import type { Group } from './figures-booking.ts';

/** A share in whole percent; null of nothing, because 0 of 0 is no failure. */
export const percent = (part: number, whole: number): number | null =>
	whole > 0 ? Math.round((part / whole) * 100) : null;

/** Spans to look at, by their word in the address; days before today. */
export const spans = { month: 30, quarter: 91, year: 365 } as const;
export type Span = keyof typeof spans;
export const isSpan = (word: string | null): word is Span =>
	word !== null && Object.hasOwn(spans, word);

/** Visits of a team's day, to one decimal; null where no day was worked. */
export const perDay = (visits: number, days: number): number | null =>
	days > 0 ? Math.round((visits / days) * 10) / 10 : null;

/** The longest bar of a set is full. */
export const longest = (values: readonly number[]): number => Math.max(1, ...values);

/** The last column of a group: how many windows were kept, of those whose real time is known. */
export const keptShare = ({ kept, timed }: Pick<Group, 'kept' | 'timed'>) => percent(kept, timed);
