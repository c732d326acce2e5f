/** Carrying one thing over the plan, by pointer or by keys: each place it comes to is reckoned at once. */
import { isLeg, type Fact, type Layout } from './plan-facts.ts';
import { put, spotOf, without } from './plan-layout.ts';
import { placing, refusalIn } from './plan-placing.ts';
import type { Refusal, Standing } from './plan-standing.ts';

export type Lifted = {
	id: string;
	layout: Layout;
	/** Why the place that was asked for is none; where it stands now is the one before. */
	refused: Refusal | null;
};
export type Way = 'up' | 'down' | 'left' | 'right';

/** Puts it on a day, at a place of it or at the best one. */
export function carried(
	standing: Standing,
	{ id, layout }: Lifted,
	dayId: string,
	at?: number
): Lifted {
	const day = standing.day(dayId);
	const fact = standing.fact(id);
	if (!day) return { id, layout, refused: 'shut' };
	const refused = refusalIn(standing, layout, fact, day);
	if (refused) return { id, layout, refused };
	const rest = without(layout, id);
	const spot = spotOf(layout, id);
	const found = placing(standing, day, rest[dayId] ?? [], fact, spot?.laid, at);
	if (!found) return { id, layout, refused: 'no_window' };
	if (spot?.day === dayId && spot.index === found.index && spot.laid.from === found.laid.from)
		return { id, layout, refused: null };
	return { id, layout: put(layout, dayId, found.index, found.laid), refused: null };
}

/** Back beside the plan: what nobody was promised anything of. */
export const asideOf = (fact: Fact): boolean => fact.home === null || isLeg(fact);

/** One step by keys. `order` names the team-days as they stand side by side. */
export function stepped(
	standing: Standing,
	lifted: Lifted,
	order: readonly string[],
	way: Way
): Lifted {
	const spot = spotOf(lifted.layout, lifted.id);
	if (way === 'up' || way === 'down') {
		if (!spot) return { ...lifted, refused: null };
		const index = spot.index + (way === 'up' ? -1 : 1);
		const last = lifted.layout[spot.day]!.length - 1;
		if (index < 0 || index > last) return { ...lifted, refused: null };
		return carried(standing, lifted, spot.day, index);
	}
	const forward = way === 'right';
	const now = spot ? order.indexOf(spot.day) : forward ? -1 : order.length;
	let refused: Refusal | null = null;
	for (let at = now + (forward ? 1 : -1); at >= 0 && at < order.length; at += forward ? 1 : -1) {
		const next = carried(standing, lifted, order[at]!);
		if (!next.refused) return next;
		// The nearest refusal is what the person asked about.
		refused ??= next.refused;
	}
	return { ...lifted, refused };
}
