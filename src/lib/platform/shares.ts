/** From counts to what stands in a table. Of nothing there is no figure, because 0 of 0 is no failure. */

/** A share in whole percent. */
export const percent = (part: number, whole: number): number | null =>
	whole > 0 ? Math.round((part / whole) * 100) : null;

/** What falls to each of so many, to one decimal. */
export const perEach = (sum: number, count: number): number | null =>
	count > 0 ? Math.round((sum / count) * 10) / 10 : null;

/** The longest bar of a set is full. */
export const longest = (values: readonly number[]): number => Math.max(1, ...values);
