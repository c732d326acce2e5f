import { doors } from '#contracts/postponing.ts';
import { call } from '#lib/platform/call.ts';

/** A unit is done in one turn, or in a few where a whole storm is re-planned. */
const TURNS = 10;

/**
 * Has what became free shared out now. Nothing depends on it: where the line breaks, the job that looks every few minutes
 * does the same.
 */
export async function shareOut(): Promise<void> {
	try {
		for (let turn = 0; turn < TURNS; turn++) {
			if (!(await call(doors, 'booking_tend', {})).more) return;
		}
	} catch {
		// The command before this was done, and is told as done.
	}
}
