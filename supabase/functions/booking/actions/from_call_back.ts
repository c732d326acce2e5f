import { Refusal } from '../../_shared/answer/index.ts';
import { readForm } from '../form.ts';
import { keep } from '../keep.ts';
import { demandUnit, look } from '../look.ts';
import { badToken, openOffer } from '../offer.ts';
import { once } from '../../_shared/edge/once.ts';
import { serviceMinutes } from '../plan.ts';
import type { Run } from '../ports.ts';
import type { Plan } from '../snapshot.ts';

/** A call-back becomes a visit and keeps its code; without a token it goes on the waitlist. */
export const fromCallBack: Run<'booking_from_call_back'> = async (ports, args) => {
	const { id, version, channel, token } = args;
	const officer = ports.officer();
	const first = await officer.byCase(id);
	return once(ports, 'booking_from_call_back', args, async (command) => {
		const form = readForm(args.form, ports.now());
		const offer = token === null ? null : await openOffer(ports, token);
		if (offer && (offer.channel !== channel || offer.subject)) throw badToken();
		const { area, hamlet } = form.place;
		const snapshot = await look(ports, form.place, null, { field: 'place.area' });
		demandUnit(snapshot, first.unit, 'place.area');
		const minutes = serviceMinutes(snapshot, form.people);
		const subject = ports.uuid();
		const made = {
			id,
			version,
			officer: first.officer,
			form,
			minutes,
			subject,
			channel,
			words: ports.words()
		};
		const write = async (plan: Plan | null) => {
			try {
				return await ports.store.fromCallBack(command, { ...made, plan });
			} catch (error) {
				if ((await officer.byCase(id)).version !== version)
					throw new Refusal(409, 'stale', { field: 'version' });
				throw error;
			}
		};
		const { day, from, to } = offer ?? { day: '', from: 0, to: 0 };
		const visit = { area, hamlet, minutes, people: form.people.length, channel, subject: null };
		return offer ? keep(ports, { ...visit, day, from, to }, subject, write) : write(null);
	});
};
