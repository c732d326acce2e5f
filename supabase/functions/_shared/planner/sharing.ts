/**
 * Who is asked next when minutes are free, and which windows. Pure: days in, windows to keep out. Each window that is given
 * stands in its day from then on, so that nobody is given what the one before has got.
 */
import { Market, type Best, type Share, type SharedDay, type Waiter } from './market.ts';
import type { Travel } from './shapes.ts';

export type { Share, SharedDay, Waiter };

/**
 * The order among those who wait: whoever has waited past the limit first, the longest before the others; then whose visit
 * costs the least of the way; then who has waited longer. Negative: `a` comes first.
 */
export function byTurn(
	limit: number
): (a: { days: number; detour: number }, b: { days: number; detour: number }) => number {
	return (a, b) => {
		const late = Number(b.days > limit) - Number(a.days > limit);
		if (late !== 0) return late;
		if (a.days > limit) return b.days - a.days || a.detour - b.detour;
		return a.detour - b.detour || b.days - a.days;
	};
}

export type Sharing = {
	/** Days of waiting past which somebody comes before the others. */
	limit: number;
	/** Names the stops. */
	newId: () => string;
	/** At most so many windows. */
	most?: number;
	/** Told of each window as it is given, before the next is looked for. */
	taken?: (share: Share) => void;
};

/**
 * Shares out what is free. Postponed visits come first, each one window on the nearest day before anybody gets a second;
 * then everybody else by turn. `days` in the order of the calendar.
 */
export function share(
	days: readonly SharedDay[],
	waiters: readonly Waiter[],
	travelOn: (day: string) => Travel,
	{ limit, newId, most = Infinity, taken }: Sharing
): Share[] {
	const market = new Market(days, travelOn);
	const shares: Share[] = [];
	const give = (waiter: Waiter, best: Best): Waiter => {
		const stop = newId();
		const { day, window } = best;
		const given: Share = { waiter, stop, day, window, plan: market.take(best, stop, waiter) };
		shares.push(given);
		taken?.(given);
		const kept = [...waiter.kept, { day: best.day.plan.day, from: best.window.from }];
		return { ...waiter, kept };
	};
	let first = waiters.filter((one) => one.first).sort((a, b) => b.days - a.days);
	while (first.length > 0 && shares.length < most) {
		const least = Math.min(...first.map(({ kept }) => kept.length));
		const next: Waiter[] = [];
		for (const waiter of first) {
			if (waiter.kept.length >= waiter.most) continue;
			if (waiter.kept.length > least) {
				next.push(waiter);
				continue;
			}
			const best = shares.length < most ? market.nearest(waiter) : null;
			if (best) next.push(give(waiter, best));
		}
		first = next;
	}
	let others = waiters.filter((one) => !one.first && one.kept.length < one.most);
	const turn = byTurn(limit);
	while (others.length > 0 && shares.length < most) {
		const priced = others.flatMap((waiter) => {
			const best = market.cheapest(waiter);
			return best ? [{ waiter, best, days: waiter.days, detour: best.detour }] : [];
		});
		const [chosen] = priced.sort(turn);
		if (!chosen) break;
		const after = give(chosen.waiter, chosen.best);
		others = priced.flatMap(({ waiter }) =>
			waiter !== chosen.waiter ? [waiter] : after.kept.length < after.most ? [after] : []
		);
	}
	return shares;
}
