import { Refusal } from '../../_shared/answer/index.ts';
import { keep } from '../keep.ts';
import { badToken, openOffer } from '../offer.ts';
import { once } from '../once.ts';
import type { Run } from '../ports.ts';
import { hashOf } from '../secret.ts';
import type { VisitRead } from '../snapshot.ts';

/** The citizen moves their own visit. The lookup secret goes no further than its hash. */
export const reschedule: Run<'booking_reschedule'> = async (ports, { lookup, ...args }) => {
	const lookup_hash = await hashOf(lookup);
	return once(ports, 'booking_reschedule', { ...args, lookup_hash }, async (command) => {
		const offer = await openOffer(ports, args.token);
		const visit = await ports.store.byLookup(lookup_hash);
		if (!visit) throw new Refusal(404, 'not_found');
		if (!visit.may_move) throw new Refusal(409, 'not_allowed');
		if (offer.channel !== 'web' || !offer.subject || offer.subject !== visit.subject)
			throw badToken();
		const moved = await keep(ports, offer, offer.subject, (plan) =>
			ports.store.move(command, {
				door: 'booking_reschedule',
				officer: null,
				id: visit.id,
				version: null,
				channel: 'web',
				plan
			})
		);
		return { window: moved.window, state: moved.state as 'held' };
	});
};

/** Agreed on the phone: the same planner and the same commit. */
export const move: Run<'booking_move'> = async (ports, args) => {
	const officer = ports.officer();
	const first = await officer.byCase(args.id);
	return once(ports, 'booking_move', args, async (command) => {
		const offer = await openOffer(ports, args.token);
		if (offer.channel === 'web' || !offer.subject || offer.subject !== first.subject)
			throw badToken();
		if (!first.may_move) throw new Refusal(409, 'not_allowed');
		demandVersion(first, args.version);
		const { id, reference, state, version } = await keep(
			ports,
			offer,
			offer.subject,
			async (plan) => {
				const { channel } = offer;
				const { officer: by, id } = first;
				try {
					const asked = { door: 'booking_move' as const, officer: by, id, version: args.version };
					return await ports.store.move(command, { ...asked, channel, plan });
				} catch (error) {
					demandVersion(await officer.byCase(id), args.version);
					throw error;
				}
			}
		);
		return { id, reference, state: state as 'held', version };
	});
};

/** Stale is said of a team's day, which is planned again, and of a case, which the officer has to read again. */
function demandVersion(visit: VisitRead, version: number): void {
	if (visit.version !== version) throw new Refusal(409, 'stale', { field: 'version' });
}
