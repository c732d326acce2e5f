/**
 * Who is asked next when minutes are free, and which windows. Pure: days in, windows to keep out. Each window that is given
 * stands in its day from then on, so that nobody is given what the one before has got.
 */
import { insert } from './plan.ts';
import type { TeamDay, Timetable, Travel, Window } from './shapes.ts';

/** Somebody who waits for a window. */
export type Waiter = {
	id: string;
	place: string;
	service: number;
	/** Days since they asked. */
	days: number;
	/** Whether their day was postponed: then they choose before everybody else. */
	first: boolean;
	/** How many windows they may have kept at once, and those they have. */
	most: number;
	kept: readonly { day: string; from: number }[];
	/** Days on which they were asked and did not take what was kept: the next one is asked about those. */
	tried: readonly string[];
};

/** A team's day with the windows that may be promised there to a waiter; none where the day is not for them. */
export type SharedDay = { plan: TeamDay; windowsFor: (waiter: Waiter) => readonly Window[] };

/** A window for a waiter: `stop` is the id under which it stands in the day, `plan` the day with it. */
export type Share = {
	waiter: Waiter;
	stop: string;
	day: SharedDay;
	window: Window;
	plan: Timetable;
};

type Best = Omit<Share, 'waiter' | 'stop'> & { detour: number };

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

/** The days as they fill up. Prices are asked once for each place and length, until the day changes. */
class Market {
	#days: { shared: SharedDay; now: TeamDay; prices: Map<string, Best[]> }[];
	#travelOn: (day: string) => Travel;

	constructor(days: readonly SharedDay[], travelOn: (day: string) => Travel) {
		this.#days = days.map((shared) => ({ shared, now: shared.plan, prices: new Map() }));
		this.#travelOn = travelOn;
	}

	/** The window that costs least on the first day that has one; on a day where nothing is kept for them yet, if there is one. */
	nearest(waiter: Waiter): Best | null {
		const has = (day: string) => waiter.kept.some((one) => one.day === day);
		for (const isNew of [true, false]) {
			for (const day of new Set(this.#days.map(({ now }) => now.day))) {
				if (has(day) === isNew) continue;
				const best = least(this.#of(waiter, day));
				if (best) return best;
			}
		}
		return null;
	}

	/** The window that costs least of all. */
	cheapest(waiter: Waiter): Best | null {
		return least(this.#of(waiter, null));
	}

	/** Puts the stop into its day; the plan with its name in it. */
	take({ day, plan, window }: Best, stop: string, { place, service }: Waiter): Timetable {
		const entry = this.#days.find(({ shared }) => shared === day)!;
		const legs = plan.legs.map((leg) => (leg.id === ASKED ? { ...leg, id: stop } : leg));
		const all = [...entry.now.stops, { id: stop, place, service, window }];
		const byId = new Map(all.map((one) => [one.id, one]));
		// In the order of the plan: beyond the exact sizes the planner begins from the present order.
		entry.now = { ...entry.now, stops: legs.map(({ id }) => byId.get(id)!) };
		// What had no room has none now either, since no stop on the way makes a road shorter; what had some is asked again.
		// Where a table of minutes says otherwise, the next sharing finds the room.
		for (const [key, found] of entry.prices) if (found.length > 0) entry.prices.delete(key);
		return { ...plan, legs };
	}

	#of(waiter: Waiter, day: string | null): Best[] {
		return this.#days.flatMap((entry) => {
			const is = entry.now.day;
			if ((day !== null && is !== day) || waiter.tried.includes(is)) return [];
			const allowed = entry.shared.windowsFor(waiter);
			const isFree = ({ from }: Window) =>
				!waiter.kept.some((one) => one.day === is && one.from === from);
			const windows = allowed.filter(isFree);
			if (windows.length === 0) return [];
			const key = JSON.stringify([waiter.place, waiter.service, allowed.map(({ from }) => from)]);
			let prices = entry.prices.get(key);
			if (!prices) {
				prices = priced(entry.shared, entry.now, waiter, allowed, this.#travelOn(is));
				entry.prices.set(key, prices);
			}
			return prices.filter(({ window }) => isFree(window));
		});
	}
}

/** The name of a stop while its price is asked. */
const ASKED = 'asked';

function priced(
	day: SharedDay,
	now: TeamDay,
	{ place, service }: Waiter,
	windows: readonly Window[],
	travel: Travel
): Best[] {
	return insert(now, { id: ASKED, place, service }, windows, travel).flatMap((one) =>
		'plan' in one ? [{ day, window: one.window, detour: one.detour, plan: one.plan }] : []
	);
}

function least(found: readonly Best[]): Best | null {
	return found.reduce<Best | null>(
		(best, one) => (best && best.detour <= one.detour ? best : one),
		null
	);
}
