import type { TeamDay, Travel } from './shapes.ts';

/**
 * Every order and every way to share it among the shifts, tried one by one: least travel, then earliest finish. Written
 * without the planner's code. What is already longer than the best is given up, so that days of twelve real promises can
 * be tried too.
 */
export function tryEverything(
	day: TeamDay,
	travel: Travel
): { travel: number; finish: number } | null {
	let best: { travel: number; finish: number } | null = null;
	const shifts = day.shifts;
	const visit = (
		left: TeamDay['stops'],
		k: number,
		at: string | null,
		time: number,
		ways: number,
		end: number
	): void => {
		if (best && ways > best.travel) return;
		const shift = shifts[k]!;
		const last = k === shifts.length - 1;
		const home = at === null ? 0 : travel(at, last ? day.end : day.start);
		if (last && left.length === 0) {
			const sum = ways + home;
			if (!best || sum < best.travel || (sum === best.travel && end < best.finish)) {
				best = { travel: sum, finish: end };
			}
		}
		if (!last && (at === null || time + home <= shifts[k + 1]!.from)) {
			visit(left, k + 1, null, shifts[k + 1]!.from, ways + home, end);
		}
		for (const stop of left) {
			if (stop.requires?.some((one) => !day.abilities?.includes(one))) continue;
			const way = travel(at ?? day.start, stop.place);
			const start = Math.max(time + way, stop.window.from);
			if (start > stop.window.to || start + stop.service > shift.to) continue;
			const rest = left.filter((other) => other !== stop);
			visit(rest, k, stop.place, start + stop.service, ways + way, start + stop.service);
		}
	};
	visit(day.stops, 0, null, shifts[0]!.from, 0, 0);
	return best;
}
