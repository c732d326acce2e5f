/** Answers leave on ticks of this many milliseconds. */
export const TICK_MS = 250;

/**
 * Milliseconds, 0 to 249, from `now` (milliseconds, any clock) to the next tick. Sent on a tick, an answer's
 * moment does not tell whether the database knew the code.
 */
export function untilTick(now: number): number {
	return (TICK_MS - (now % TICK_MS)) % TICK_MS;
}
