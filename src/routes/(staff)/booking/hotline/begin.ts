/** What comes over the line with the operator's layer, and a caller that begins. */
import {
	callerOffers,
	enterCallBack,
	enterVisit,
	findCaller
} from '#lib/booking/officer-booking.ts';
import { gatheringsNear } from '#lib/booking/gatherings-booking.ts';
import { HotlineCall } from '#lib/booking/officer-hotline.svelte.ts';
import { AccessCode } from '#lib/booking/secret.ts';
import { today } from '#lib/booking/today.ts';
import Desk from './Desk.svelte';

export { Desk };
export type Call = HotlineCall;

/** A caller of whom nothing is known; their code is drawn while the operator types. */
export function newCall(): HotlineCall {
	const code = new AccessCode();
	code.prepare();
	return new HotlineCall(today, {
		find: findCaller,
		offers: callerOffers,
		near: gatheringsNear,
		enterVisit,
		enterCallBack,
		secret: () => code.ready()
	});
}
