/** Minutes on the road between places ('area:21439', 'hamlet:<id>', 'unit:21439'), for the planner. */
import type { Travel } from '../planner/shapes.ts';

export type Place = { id: string; lat: number; lon: number };
/** A known time for one direction; it replaces what is computed. */
export type Override = { from: string; to: string; minutes: number };
/**
 * A way that cannot be taken from one day to another, both ways; `to` null: every way to and from the place. `minutes`: the
 * way around, null where there is none.
 */
export type Closed = {
	from: string;
	to: string | null;
	minutes: number | null;
	from_day: string;
	to_day: string;
};
export type Roads = { road_factor: number; speed_kmh: number };

/** The mean radius of the Earth, IUGG. */
const EARTH_KM = 6371.0088;
/** From one door to the next in the same place. */
const SAME_PLACE = 2;
/** To park and find the door. */
const EVERY_WAY = 3;
/** SQL refuses a plan whose way is shorter than its own sum; a last bit of floating point must not decide that. */
const LAST_BIT = 1e-6;
/** A place that nobody can find is reached on no day. */
const UNKNOWN = 1440;

/**
 * The unit's ways: the great circle times the road factor at the unit's speed, and three minutes each, rounded up; two
 * minutes inside one place; what stands in `overrides` wins. The same rule as SQL's `booking.travel_minutes`, which checks
 * every plan against it. Ways are computed once and kept.
 */
export function travelBetween(unit: {
	places: readonly Place[];
	overrides: readonly Override[];
	settings: Roads;
}): Travel {
	const index = new Map(unit.places.map((place, i) => [place.id, i]));
	const count = unit.places.length;
	const known = new Int16Array(count * count).fill(-1);
	const replaced = new Map(
		unit.overrides.map(({ from, to, minutes }) => [`${from}>${to}`, minutes])
	);
	return (from, to) => {
		if (from === to) return SAME_PLACE;
		const a = index.get(from);
		const b = index.get(to);
		if (a === undefined || b === undefined) return replaced.get(`${from}>${to}`) ?? UNKNOWN;
		const at = a * count + b;
		if (known[at]! < 0) {
			const way =
				replaced.get(`${from}>${to}`) ?? computed(unit.places[a]!, unit.places[b]!, unit.settings);
			known[at] = Math.min(UNKNOWN, Math.ceil(way));
		}
		return known[at]!;
	};
}

/**
 * The ways of one day: as `travel` has them, but for the roads that are closed then. Of several that close one way the
 * longest way around counts, as in SQL.
 */
export function travelOn(day: string, travel: Travel, closed: readonly Closed[]): Travel {
	const now = closed.filter(({ from_day, to_day }) => from_day <= day && day <= to_day);
	if (now.length === 0) return travel;
	return (from, to) => {
		if (from === to) return travel(from, to);
		let longest = -1;
		for (const road of now) {
			const isEnd = road.from === from || road.from === to;
			const isOther = road.to === null || road.to === from || road.to === to;
			if (isEnd && isOther) longest = Math.max(longest, road.minutes ?? UNKNOWN);
		}
		return longest < 0 ? travel(from, to) : longest;
	};
}

function computed(a: Place, b: Place, { road_factor, speed_kmh }: Roads): number {
	return Math.ceil((distanceKm(a, b) * road_factor * 60) / speed_kmh + EVERY_WAY - LAST_BIT);
}

/** The great circle by the haversine formula, in kilometres. */
export function distanceKm(a: Omit<Place, 'id'>, b: Omit<Place, 'id'>): number {
	const radians = (degrees: number): number => (degrees * Math.PI) / 180;
	const h =
		Math.sin(radians(b.lat - a.lat) / 2) ** 2 +
		Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2;
	return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}
