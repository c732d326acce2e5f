/** The planner alone: offers for one resident over twelve full team-days, and sixteen windows of one day of fourteen stops. */
import {
	WEEKEND_SHIFTS,
	WEEKEND_WINDOWS,
	commune,
	emptyDay,
	seeded,
	visit
} from '../supabase/functions/_shared/planner/examples.ts';
import {
	insert,
	withStop,
	type TeamDay,
	type Travel,
	type Window
} from '../supabase/functions/_shared/planner/index.ts';
import { atMost, percentile, type Figure } from './figure.ts';

type Full = { day: TeamDay; places: string[]; travel: Travel };
const ALL_DAY: Window[] = [{ from: 450, to: 1020 }];

/** Any two-hour window, a new one every 28 minutes. */
const sixteen: Window[] = Array.from({ length: 16 }, (_, i) => ({ from: 450 + 28 * i, to: 570 + 28 * i }));

export function measure(): Promise<Figure[]> {
	const random = seeded(2026);
	const weekend = Array.from({ length: 12 }, () => full(12, WEEKEND_SHIFTS, WEEKEND_WINDOWS, 15, random));
	const offers = times(200, () => {
		for (const one of weekend) ask(one, WEEKEND_WINDOWS, 15, random);
	});
	const long = Array.from({ length: 5 }, () => full(14, ALL_DAY, ALL_DAY, 10, random));
	const windows = times(40, (i) => ask(long[i % long.length]!, sixteen, 10, random));
	return Promise.resolve([
		atMost('planner: offers, 12 team-days of 12 promises, p50', percentile(offers, 0.5), 'ms', null),
		atMost('planner: offers, 12 team-days of 12 promises, p95', percentile(offers, 0.95), 'ms', 60),
		atMost('planner: 16 windows, 14 promises free all day, p50', percentile(windows, 0.5), 'ms', 150),
		atMost('planner: 16 windows, 14 promises free all day, p95', percentile(windows, 0.95), 'ms', null)
	]);
}

/** Every window for one resident more. */
export function ask({ day, places, travel }: Full, windows: Window[], service: number, random: () => number): void {
	insert(day, { ...visit('new', places, random), service }, windows, travel);
}

/** A day filled by residents who take the window with the shortest detour, until it holds `count` promises. */
export function full(
	count: number,
	shifts: Window[],
	windows: Window[],
	service: number,
	random: () => number
): Full {
	for (;;) {
		const { places, travel } = commune(40, random);
		let day = emptyDay('team', places[0]!, shifts);
		for (let asked = 0; asked < 100 && day.stops.length < count; asked++) {
			const stop = { ...visit(`visit-${asked}`, places, random), service };
			const [best] = insert(day, stop, windows, travel)
				.filter((answer) => 'plan' in answer)
				.sort((a, b) => a.detour - b.detour);
			if (best) day = withStop(day, stop, best.window);
		}
		if (day.stops.length === count) return { day, places, travel };
	}
}

function times(count: number, run: (i: number) => void): number[] {
	return Array.from({ length: count }, (_, i) => {
		const start = performance.now();
		run(i);
		return performance.now() - start;
	});
}
