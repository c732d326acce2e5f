import { now } from '#lib/platform/clock.ts';
import { Puzzle } from '#lib/platform/puzzle.ts';
import * as booking from './booking.ts';
import { AccessCode } from './secret.ts';
import { today } from './today.ts';
import { Visit } from './visit.svelte.ts';

export const startVisit = (): Visit =>
	new Visit({
		...booking,
		now: () => now().getTime(),
		today,
		puzzle: new Puzzle(booking.challenge),
		secret: new AccessCode()
	});
