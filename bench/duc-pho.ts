/** Days of one team in Đức Phổ, as residents who take a free window fill them: hamlets around the three wards, their roads. */
import {
	WEEKEND_SHIFTS,
	WEEKEND_WINDOWS,
	emptyDay,
	seeded,
	visit
} from '../supabase/functions/_shared/planner/examples.ts';
import { insert, withStop, type TeamDay, type Travel } from '../supabase/functions/_shared/planner/index.ts';
import { travelBetween } from '../supabase/functions/_shared/travel/index.ts';

const WARDS = [
	{ id: 'unit:21439', lat: 14.80081, lon: 108.95913 },
	{ id: 'unit:21451', lat: 14.86556, lon: 108.94943 },
	{ id: 'unit:21478', lat: 14.65613, lon: 109.05472 }
];
/** About five kilometres. */
const AROUND = 0.045;

type Day = { day: TeamDay; travel: Travel };

/** `count` days of 4 to 12 visits, the same for the same seed. */
export function ducPhoDays(count: number, seed = 21439): Day[] {
	const random = seeded(seed);
	return Array.from({ length: count }, (_, n) => ducPhoDay(4 + (n % 9), n, random));
}

function ducPhoDay(most: number, n: number, random: () => number): Day {
	const ward = WARDS[n % WARDS.length]!;
	const hamlets = Array.from({ length: 24 }, (_, i) => ({
		id: `hamlet:${i}`,
		lat: ward.lat + (2 * random() - 1) * AROUND,
		lon: ward.lon + (2 * random() - 1) * AROUND
	}));
	const travel = travelBetween({
		places: [ward, ...hamlets],
		overrides: [],
		settings: { road_factor: 1.35, speed_kmh: 25 }
	});
	const places = hamlets.map(({ id }) => id);
	let day = emptyDay(`day ${n}`, ward.id, WEEKEND_SHIFTS);
	while (day.stops.length < most) {
		// The more visits, the shorter they are: a day of twelve is full, not impossible.
		const stop = { ...visit(`visit ${day.stops.length}`, places, random), service: most > 8 ? 15 : 25 };
		const offers = insert(day, stop, WEEKEND_WINDOWS, travel).filter((one) => 'plan' in one);
		const offer = offers[Math.floor(random() * offers.length)];
		if (!offer) break;
		day = withStop(day, stop, offer.window);
	}
	return { day, travel };
}
