/** Answers leave on ticks of this many milliseconds. */
export const TICK_MS = 250;

/**
 * Milliseconds from `now` until the answer to what came at `asked` leaves (milliseconds, of one clock): on the first tick that lies a whole
 * tick after the question. So its moment does not tell what was found; on the very next tick it would, of questions that came just
 * before one: what takes longer would miss it more often.
 */
export function untilAnswer(asked: number, now: number): number {
	const soonest = Math.max(asked + TICK_MS, now);
	return Math.ceil(soonest / TICK_MS) * TICK_MS - now;
}
