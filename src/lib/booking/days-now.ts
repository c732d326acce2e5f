/** Asks which days open and which are postponed, and says the latter in words. */
import { days } from './booking.ts';
import { toldPostponed } from './told-postponed.ts';

export async function daysNow() {
	const found = await days();
	return { days: found, told: toldPostponed(found) };
}
