import { Refusal } from '../../_shared/answer/index.ts';
import { keep } from '../keep.ts';
import { badToken, openOffer } from '../offer.ts';
import { once } from '../../_shared/edge/once.ts';
import type { Run } from '../ports.ts';

/** Holds an offered window for ten minutes. With `hold`, that hold's window is given up in the same transaction. */
export const hold: Run<'booking_hold'> = (ports, args) =>
	once(ports, 'booking_hold', args, async (command) => {
		const offer = await openOffer(ports, args.token);
		if (offer.channel !== 'web' || offer.subject) throw badToken();
		const former = args.hold && (await ports.store.holdRead(args.hold));
		// A hold that is no draft any more (sent, or cleared away) is left alone: this one is new.
		const subject = former ? former.hold : ports.uuid();
		const { area, hamlet, minutes, people, channel } = offer;
		// A place that is kept costs work; for an hour it may be exchanged for another.
		const isFree = former ? former.young : false;
		const paid = isFree ? null : (offer.paid ?? null);
		if (!isFree && paid === null) throw new Refusal(409, 'offer_expired');
		return keep(ports, offer, subject, (plan) =>
			ports.store.hold(command, { subject, area, hamlet, minutes, people, channel, plan, paid })
		);
	});

export const extend: Run<'booking_extend'> = (ports, { key, ...request }) =>
	ports.store.extend({ key, request }, request.hold);

export const release: Run<'booking_release'> = (ports, { key, ...request }) =>
	ports.store.release({ key, request }, request.hold);
