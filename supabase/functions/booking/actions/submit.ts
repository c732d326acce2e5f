import { Refusal } from '../../_shared/answer/index.ts';
import { readForm } from '../form.ts';
import { keep } from '../keep.ts';
import { look } from '../look.ts';
import { once } from '../../_shared/edge/once.ts';
import { serviceMinutes } from '../plan.ts';
import type { Ports, Run } from '../ports.ts';
import type { Plan } from '../snapshot.ts';

/** A hold becomes a promise; without one the visit goes on the waitlist. */
export const submit: Run<'booking_submit'> = (ports, args) =>
	once(ports, 'booking_submit', args, async (command) => {
		const { lookup_hash, hold } = args;
		const form = readForm(args.form, ports.now());
		const proof = hold ? null : await checked(ports, args.proof);
		const words = ports.words();
		const { area, hamlet } = form.place;
		const held = hold ? await ports.store.holdRead(hold) : null;
		// Windows are shown for work alone, and nobody worked for a hold that does not exist.
		if (hold && !held) throw new Refusal(409, 'hold_lapsed');
		const snapshot = await look(ports, form.place, hold, {
			field: 'place.area',
			day: held?.day ?? null
		});
		const minutes = serviceMinutes(snapshot, form.people);
		const write = (plan: Plan | null) =>
			ports.store.submit(command, {
				lookup_hash,
				hold,
				form,
				minutes,
				plan,
				words,
				proof,
				channel: 'web'
			});
		if (!hold || !held) return write(null);

		const visit = {
			area,
			hamlet,
			minutes,
			people: form.people.length,
			channel: 'web' as const,
			subject: null
		};
		try {
			return await write(null);
		} catch (error) {
			if (!(error instanceof Refusal) || !unheld.has(error.code)) throw error;
			// Lapsed while somebody looked for a card, or another person was added: the same window is tried again.
			const { day, from, to } = held;
			return keep(ports, { ...visit, day, from, to }, hold, write);
		}
	});

/** What is held is not what is sent, or is held no more. */
const unheld = new Set(['hold_lapsed', 'hold_changed', 'stale']);

/** The string by which the proof is spent, in the transaction that makes the case. */
export async function checked(ports: Ports, proof: string | null): Promise<string> {
	if (!proof) throw new Refusal(403, 'proof_required', { field: 'proof' });
	return ports.proofs.check(proof);
}
