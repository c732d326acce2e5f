import { withStop } from './plan.ts';
import { schedule } from './schedule.ts';
import { NEVER, type Stop, type TeamDay, type Timetable, type Travel } from './shapes.ts';

/** A card to hand over: it has no window. */
export type Card = Pick<Stop, 'id' | 'place' | 'service'>;
export type Delivery = { plan: Timetable; placed: string[]; left: string[] };

/**
 * Cards put into a planned day whose order stays: one after another where the detour is least of all, as long as no promise
 * breaks and each ends within its shift; `left` are those that fit nowhere. `late` names a promise that the order itself
 * cannot keep, as `schedule` does; like it throws RangeError for an id that is not of the day, and for a card whose id is.
 */
export function deliver(
	day: TeamDay,
	order: readonly string[],
	cards: readonly Card[],
	travel: Travel
): Delivery | { late: string } {
	const first = schedule(day, order, travel);
	if ('late' in first) return first;
	const known = new Set(day.stops.map(({ id }) => id));
	if (cards.some(({ id }) => known.has(id) || known.size === known.add(id).size)) {
		throw new RangeError('known_stop');
	}
	const whenever = { from: 0, to: NEVER };
	let plan = first;
	let now = day;
	let left = [...cards];
	while (left.length > 0) {
		let best: { card: Card; day: TeamDay; plan: Timetable } | null = null;
		const ids = plan.legs.map(({ id }) => id);
		for (const card of left) {
			const wider = withStop(now, card, whenever);
			for (let at = 0; at <= ids.length; at++) {
				const found = schedule(wider, [...ids.slice(0, at), card.id, ...ids.slice(at)], travel);
				if (!('late' in found) && (!best || found.travel < best.plan.travel)) {
					best = { card, day: wider, plan: found };
				}
			}
		}
		if (!best) break;
		const { card } = best;
		({ day: now, plan } = best);
		left = left.filter((one) => one !== card);
	}
	const without = new Set(left.map(({ id }) => id));
	return {
		plan,
		placed: cards.flatMap(({ id }) => (without.has(id) ? [] : [id])),
		left: [...without]
	};
}
