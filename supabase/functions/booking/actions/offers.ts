import { Refusal, invalid } from '../../_shared/answer/index.ts';
import { demandUnit, look } from '../look.ts';
import type { Visit } from '../offer.ts';
import { serviceMinutes } from '../plan.ts';
import type { Ports, Run } from '../ports.ts';
import type { Wanted } from '../shapes.ts';
import type { Pool, Snapshot, VisitRead } from '../snapshot.ts';
import { hashOf } from '../secret.ts';
import { offersIn } from '../windows.ts';

/** Windows for a new booking (a solved proof, or a hold that lives), or for moving a visit (its lookup). */
export const offers: Run<'booking_offers'> = async (ports, { wanted, proof, hold, lookup }) => {
	if (lookup) return offersToMove(ports, await ports.store.byLookup(await hashOf(lookup)), 'web');
	if (!wanted) throw invalid([{ field: 'wanted', code: 'required' }]);
	const held = hold ? await ports.store.holdRead(hold) : null;
	const paid = held?.alive && held.young ? null : await pay(ports, proof);
	return offersFor(ports, await look(ports, wanted, held && held.hold), wanted, 'web', paid);
};

/** Windows for a case, found by an officer on the phone. */
export const caseOffers: Run<'booking_case_offers'> = async (ports, { id, channel }) =>
	offersToMove(ports, await ports.officer().byCase(id), channel);

/** Windows for a visit that an officer enters for a caller, within the officer's unit. */
export const officerOffers: Run<'booking_officer_offers'> = async (ports, { wanted, channel }) => {
	const { unit } = await ports.officer().whoami();
	const snapshot = await look(ports, wanted, null);
	demandUnit(snapshot, unit, 'area');
	return offersFor(ports, snapshot, wanted, channel, null);
};

function offersFor(
	ports: Ports,
	snapshot: Snapshot,
	wanted: Wanted,
	channel: Pool,
	paid: string | null
) {
	const { area, hamlet, people } = wanted;
	const minutes = serviceMinutes(snapshot, people);
	const visit = { area, hamlet, minutes, people: people.length, channel, subject: null, paid };
	return offersIn(ports, snapshot, visit);
}

async function offersToMove(ports: Ports, visit: VisitRead | null, channel: Pool) {
	if (!visit) throw new Refusal(404, 'not_found');
	const { subject, minutes, area, hamlet } = visit;
	if (!visit.may_move || !subject || minutes === null) throw new Refusal(409, 'not_allowed');
	const moved: Visit = { area, hamlet, minutes, people: 1, channel, subject };
	return offersIn(ports, await look(ports, visit, subject), moved);
}

/** Planning costs the server milliseconds and tells what is free: a stranger pays with work, once a question. */
async function pay(ports: Ports, proof: string | null): Promise<string> {
	if (!proof) throw new Refusal(403, 'proof_required', { field: 'proof' });
	const paid = await ports.proofs.check(proof);
	if (!(await ports.store.spend(paid))) throw new Refusal(409, 'proof_spent');
	return paid;
}
