import type { Hold } from './booking.ts';

/**
 * A hold whose end stands on the clock that this page goes by: the database says how long it lasts, and its clock may be minutes away
 * from that of whoever answers for it. `asked`: when it was asked for, in milliseconds by the page's clock, so that nobody is promised more.
 */
export function endsByOurs(hold: Hold, asked: number): Hold {
	const lasts = Date.parse(hold.held_until) - Date.parse(hold.told_at);
	return { ...hold, held_until: new Date(asked + lasts).toISOString() };
}
