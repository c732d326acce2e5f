import { now } from '#lib/platform/clock.ts';
import * as booking from './booking.ts';
import { CallBack } from './call-back.svelte.ts';
import { Puzzle } from './puzzle.ts';
import { AccessCode } from './secret.ts';
import { today } from './today.ts';
import { Visit } from './visit.svelte.ts';

export const startVisit = (): Visit =>
	new Visit({
		...booking,
		now: () => now().getTime(),
		today,
		puzzle: new Puzzle(),
		secret: new AccessCode()
	});

export const startCallBack = (): CallBack =>
	new CallBack({ ...booking, puzzle: new Puzzle(), secret: new AccessCode() });
