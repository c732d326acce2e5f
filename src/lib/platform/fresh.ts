const HOUR = 3_600_000;
/** What two clocks that are right may differ by. */
const SECONDS = 5_000;

/** From when until when facts are young enough to be read as they stand, in milliseconds. */
export function freshWithin(as_of: string): { since: number; until: number } {
	const at = Date.parse(as_of);
	return { since: at - SECONDS, until: at + HOUR };
}

/**
 * Whether facts of the build are young enough to be read as they stand, with their date. Asking again costs the
 * contracts, a third of the page's weight: docs/decisions/0008. Facts of the future say that this device's clock is behind:
 * how old they are nobody knows here, so they are asked for.
 */
export function isFresh(as_of: string, now = Date.now()): boolean {
	const { since, until } = freshWithin(as_of);
	return now > since && now < until;
}
