import { insert, type NewStop } from './plan.ts';
import type { TeamDay, Timetable, Travel, Window } from './shapes.ts';

/** Somebody who waits for a window. */
export type Waiter = {
	id: string;
	place: string;
	service: number;
	requires?: readonly string[];
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

export type Best = Omit<Share, 'waiter' | 'stop'> & { detour: number };

/** The days as they fill up. Prices are asked once for each place and length, until the day changes. */
export class Market {
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
	take({ day, plan, window }: Best, stop: string, waiter: Waiter): Timetable {
		const entry = this.#days.find(({ shared }) => shared === day)!;
		const legs = plan.legs.map((leg) => (leg.id === ASKED ? { ...leg, id: stop } : leg));
		const all = [...entry.now.stops, { ...asked(waiter, stop), window }];
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
			const from = allowed.map((window) => window.from);
			const key = JSON.stringify([asked(waiter, ASKED), from]);
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

function asked({ place, service, requires }: Waiter, id: string): NewStop {
	return { id, place, service, ...(requires && { requires }) };
}

function priced(
	day: SharedDay,
	now: TeamDay,
	waiter: Waiter,
	windows: readonly Window[],
	travel: Travel
): Best[] {
	return insert(now, asked(waiter, ASKED), windows, travel).flatMap((one) =>
		'plan' in one ? [{ day, window: one.window, detour: one.detour, plan: one.plan }] : []
	);
}

function least(found: readonly Best[]): Best | null {
	return found.reduce<Best | null>(
		(best, one) => (best && best.detour <= one.detour ? best : one),
		null
	);
}
