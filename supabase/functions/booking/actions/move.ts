import { Refusal } from '../../_shared/answer/index.ts';
import { keep } from '../keep.ts';
import { badToken, openOffer } from '../offer.ts';
import { once } from '../../_shared/edge/once.ts';
import type { Run } from '../ports.ts';
import { hashOf } from '../secret.ts';
import type { VisitRead } from '../snapshot.ts';

/** The citizen moves their own visit. The lookup secret goes no further than its hash. */
export const reschedule: Run<'booking_reschedule'> = async (ports, { lookup, ...args }) => {
	const lookup_hash = await hashOf(lookup);
	const asked = { ...args, lookup_hash };
	const moved = await once(ports, 'booking_reschedule', asked, async (command) => {
		const offer = await openOffer(ports, args.token);
		const visit = await ports.store.byLookup(lookup_hash);
		if (!visit) throw new Refusal(404, 'not_found');
		if (!visit.may_move) throw new Refusal(409, 'not_allowed');
		if (offer.channel !== 'web' || !offer.subject || offer.subject !== visit.subject)
			throw badToken();
		return keep(ports, offer, offer.subject, (plan) =>
			ports.store.move(command, {
				door: 'booking_reschedule',
				officer: null,
				id: visit.id,
				version: null,
				channel: 'web',
				plan
			})
		);
	});
	// The id of the case is the officers' business.
	return { window: moved.window, state: moved.state };
};

/** Agreed on the phone: the same planner and the same commit. */
export const move: Run<'booking_move'> = async (ports, args) => {
	const officer = ports.officer();
	const visit = await officer.byCase(args.id);
	const moved = await once(ports, 'booking_move', args, async (command) => {
		const offer = await openOffer(ports, args.token);
		const { channel, subject } = offer;
		if (channel === 'web' || !subject || subject !== visit.subject) throw badToken();
		if (!visit.may_move) throw new Refusal(409, 'not_allowed');
		demandVersion(visit, args.version);
		return keep(ports, offer, subject, async (plan) => {
			const { version, asked: by = 'unit' } = args;
			const asked = { officer: visit.officer, id: visit.id, version, asked: by };
			try {
				return await ports.store.move(command, { door: 'booking_move', ...asked, channel, plan });
			} catch (error) {
				demandVersion(await officer.byCase(visit.id), args.version);
				throw error;
			}
		});
	});
	const { id, reference, state, version } = moved;
	return { id, reference, state, version };
};

/** Stale is said of a team's day, which is planned again, and of a case, which the officer has to read again. */
function demandVersion(visit: VisitRead, version: number): void {
	if (visit.version !== version) throw new Refusal(409, 'stale', { field: 'version' });
}
