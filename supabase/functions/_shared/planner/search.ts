import { schedule } from './schedule.ts';
import type { TeamDay, Timetable, Travel } from './shapes.ts';

const planned = (day: TeamDay, order: string[], travel: Travel): Timetable | null => {
	const found = schedule(day, order, travel);
	return 'late' in found ? null : found;
};
const shorter = (a: Timetable, b: Timetable): boolean =>
	a.travel < b.travel || (a.travel === b.travel && (a.finish ?? 0) < (b.finish ?? 0));
const ids = (plan: Timetable): string[] => plan.legs.map((leg) => leg.id);

/** For days too large for an exact answer: the present order if it keeps all promises, else the order of the windows' ends. */
export function present(day: TeamDay, travel: Travel): Timetable | null {
	const order = day.stops.map((stop) => stop.id);
	const urgent = [...day.stops].sort(
		(a, b) => a.window.to - b.window.to || a.window.from - b.window.from
	);
	return (
		planned(day, order, travel) ??
		planned(
			day,
			urgent.map((stop) => stop.id),
			travel
		)
	);
}

/** Moves runs of up to three stops and turns stretches round as long as that shortens the day. */
export function improved(day: TeamDay, plan: Timetable, travel: Travel): Timetable {
	for (;;) {
		const next = step(day, plan, travel);
		if (!next) return plan;
		plan = next;
	}
}

function step(day: TeamDay, plan: Timetable, travel: Travel): Timetable | null {
	const order = ids(plan);
	for (const changed of neighbours(order)) {
		const found = planned(day, changed, travel);
		if (found && shorter(found, plan)) return found;
	}
	return null;
}

/** Every order that is one small change away. */
export function* neighbours<T>(order: readonly T[]): Generator<T[]> {
	const n = order.length;
	for (let from = 0; from < n; from++) {
		for (let length = 1; length <= 3 && from + length <= n; length++) {
			const run = order.slice(from, from + length);
			const rest = [...order.slice(0, from), ...order.slice(from + length)];
			for (let to = 0; to <= rest.length; to++) {
				if (to !== from) yield [...rest.slice(0, to), ...run, ...rest.slice(to)];
			}
		}
		for (let to = from + 2; to <= n; to++) {
			yield [...order.slice(0, from), ...order.slice(from, to).reverse(), ...order.slice(to)];
		}
	}
}

/** The stop `id` of the day put at the best place of an order of the others, then improved; null if nowhere. */
export function squeezed(
	day: TeamDay,
	id: string,
	order: string[],
	travel: Travel
): Timetable | null {
	let best: Timetable | null = null;
	for (let at = 0; at <= order.length; at++) {
		const found = planned(day, [...order.slice(0, at), id, ...order.slice(at)], travel);
		if (found && (!best || shorter(found, best))) best = found;
	}
	return best && improved(day, best, travel);
}
