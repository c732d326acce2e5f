/** Where something stands best, or which window fits the place where it was let go. Nothing else of the day moves. */
import type { Fact, Laid, Layout } from './plan-facts.ts';
import { spotOf } from './plan-layout.ts';
import type { Times } from './plan-times.ts';
import type { Refusal, Standing } from './plan-standing.ts';
import type { PlanDay } from './rounds.ts';

type Placing = { index: number; laid: Laid; times: Times };

/** Broken rules first, then by how much, then the way, then the end. */
const worse = (a: Times, b: Times): number =>
	a.broken - b.broken ||
	a.strain - b.strain ||
	a.travel - b.travel ||
	(a.finish ?? 0) - (b.finish ?? 0);

/** Whether nothing is broken that was not, nor any worse. */
export const keeps = (after: Times, before: Times): boolean =>
	after.broken <= before.broken && after.strain <= before.strain;

/** Why something may not stand on a day of a layout: a day that is full takes no visit from elsewhere. */
export function refusalIn(
	standing: Standing,
	layout: Layout,
	fact: Fact,
	day: PlanDay
): Refusal | null {
	const refused = standing.refusal(fact, day);
	if (refused || fact.kind !== 'visit' || spotOf(layout, fact.id)?.day === day.id) return refused;
	return standing.full(day, layout[day.id] ?? []) ? 'full' : null;
}

/** The best place of a day for one window; `at`: that place alone. */
export function bestIn(
	standing: Standing,
	day: PlanDay,
	list: readonly Laid[],
	laid: Laid,
	at?: number
): Placing {
	const spots = at === undefined ? [...Array(list.length + 1).keys()] : [Math.min(at, list.length)];
	const all = spots.map((index): Placing => {
		const there = [...list.slice(0, index), laid, ...list.slice(index)];
		return { index, laid, times: standing.times(day, there) };
	});
	return all.reduce((best, one) => (worse(one.times, best.times) < 0 ? one : best));
}

/**
 * The best of all places of a day, or of one (`at`), over the windows that it may have there. `list` is without it; `laid`
 * says the window that it has now. Null where no window may be given.
 */
export function placing(
	standing: Standing,
	day: PlanDay,
	list: readonly Laid[],
	fact: Fact,
	laid: Laid | undefined,
	at?: number
): Placing | null {
	return standing
		.windowsOf(fact, day, laid)
		.map(({ from, to }) => bestIn(standing, day, list, { id: fact.id, from, to }, at))
		.reduce<Placing | null>(
			(best, one) => (best && worse(best.times, one.times) <= 0 ? best : one),
			null
		);
}
