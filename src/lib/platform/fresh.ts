const HOUR = 3_600_000;

/**
 * Whether facts of the build are young enough to be read as they stand, with their date. Asking again costs the
 * contracts, a third of the page's weight: docs/decisions/0008.
 */
export const isFresh = (as_of: string, now = Date.now()): boolean => now - Date.parse(as_of) < HOUR;
