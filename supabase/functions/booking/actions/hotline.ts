import { invalid } from '../../_shared/answer/index.ts';
import { parsePhone } from '../../_shared/phones/index.ts';
import { readCallBack, readForm } from '../form.ts';
import { keep } from '../keep.ts';
import { demandUnit, look } from '../look.ts';
import { badToken, openOffer } from '../offer.ts';
import { once } from '../../_shared/edge/once.ts';
import { serviceMinutes } from '../plan.ts';
import type { Run } from '../ports.ts';
import type { Plan } from '../snapshot.ts';

/** Whose number this is. Found by the whole number alone, in whatever way it was typed. */
export const caller: Run<'booking_caller'> = async (ports, { phone }) => {
	const parsed = parsePhone(phone);
	if ('problem' in parsed) throw invalid([{ field: 'phone', code: parsed.problem }]);
	return ports.officer().caller(parsed.phone);
};

/** An officer enters a visit for a caller: the same planner and the same commit as a resident's own. */
export const hotline: Run<'booking_hotline'> = async (ports, args) => {
	const { officer, unit } = await ports.officer().whoami();
	return once(ports, 'booking_hotline', args, async (command) => {
		const { lookup_hash, channel, seen, token, gathering = null } = args;
		const form = readForm(args.form, ports.now());
		const offer = token === null ? null : await openOffer(ports, token);
		// Residents' places are theirs, and an offer for moving a visit makes no new one.
		if (offer && (offer.channel === 'web' || offer.subject)) throw badToken();
		const snapshot = await look(ports, form.place, null, { field: 'place.area' });
		demandUnit(snapshot, unit, 'place.area');
		const { area, hamlet } = form.place;
		const minutes = serviceMinutes(snapshot, form.people);
		const subject = ports.uuid();
		const pool = offer?.channel ?? 'hotline';
		const words = ports.words();
		const who = { officer, lookup_hash, channel, seen, words };
		const entered = { ...who, form, minutes, subject, pool, gathering };
		const write = (plan: Plan | null) => ports.store.hotline(command, { ...entered, plan });
		// A gathering has its place in the day already; whether there is room is for SQL to say.
		if (!offer || gathering) return write(null);
		const { day, from, to } = offer;
		const people = form.people.length;
		const visit = { area, hamlet, minutes, people, channel: pool, subject: null };
		return keep(ports, { ...visit, day, from, to }, subject, write);
	});
};

/** The same for a call that is to be made later. */
export const hotlineCallBack: Run<'booking_hotline_call_back'> = async (ports, args) => {
	const { officer, unit } = await ports.officer().whoami();
	return once(ports, 'booking_hotline_call_back', args, async (command) => {
		const { lookup_hash, channel, seen } = args;
		const form = readCallBack(args.form);
		demandUnit(await look(ports, form, null), unit, 'area');
		const words = ports.words();
		const entered = { officer, lookup_hash, channel, seen, words, form };
		return ports.store.hotlineCallBack(command, entered);
	});
};
