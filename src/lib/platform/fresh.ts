const HOUR = 3_600_000;
/** What two clocks that are right may differ by. */
const SECONDS = 5_000;

/**
 * Whether facts of the build are young enough to be read as they stand, with their date. Asking again costs the
 * contracts, a third of the page's weight: docs/decisions/0008. Facts of the future say that this device's clock is behind:
 * how old they are nobody knows here, so they are asked for.
 */
export const isFresh = (as_of: string, now = Date.now()): boolean => {
	const age = now - Date.parse(as_of);
	return age > -SECONDS && age < HOUR;
};
