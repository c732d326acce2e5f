import { nearest, wayBetween, type Choice, type Field, type Kind } from './field.ts';
import type { Fleet } from './fleet.ts';
import { solve } from './plan.ts';
import { cheapest } from './recreate.ts';
import { Routes } from './routes.ts';
import { schedule } from './schedule.ts';
import {
	able,
	minutesBetween,
	shiftsOf,
	startsIn,
	type Stop,
	type TeamDay,
	type Timetable,
	type Travel,
	type Window
} from './shapes.ts';

/** Somebody in the fleet: promised a window on `own`, or (own null) waiting for one of several. */
export type Asked = {
	stop: Omit<Stop, 'window'>;
	own: TeamDay | null;
	windows: readonly { day: string; window: Window }[];
};

/** A fleet in numbers: a route for each shift of each team-day, in the order of `teams`. */
export type Posed = { field: Field; asked: Asked[]; teams: TeamDay[]; start: Routes };

export function posedFleet({ days, unplaced }: Fleet, travelOn: (day: string) => Travel): Posed {
	const asked: Asked[] = [
		...days.flatMap((own) => own.stops.map((stop) => promise(stop, own, days))),
		...unplaced.map(({ windows, ...stop }) => ({ stop, own: null, windows }))
	];
	if (new Set(asked.map(({ stop }) => stop.id)).size < asked.length)
		throw new RangeError('known_stop');
	const count = asked.length;
	const ways = new Map<string, Int32Array>();
	for (const { day } of days) {
		if (ways.has(day)) continue;
		const travel = travelOn(day);
		const row = (from: string) => asked.map(({ stop }) => minutesBetween(travel, from, stop.place));
		ways.set(day, Int32Array.from(asked.flatMap(({ stop }) => row(stop.place))));
	}
	const teams: TeamDay[] = [];
	const routes: Kind[] = [];
	for (const team of days) {
		const travel = travelOn(team.day);
		const own = asked.map(({ stop, windows }) =>
			able(team, stop) ? windows.map((one) => (one.day === team.id ? one.window : null)) : []
		);
		for (const shift of shiftsOf(team)) {
			const numbers = (of: (place: string) => number) =>
				Int32Array.from(asked, ({ stop }) => of(stop.place));
			teams.push(team);
			routes.push({
				from: shift.from,
				by: shift.backBy,
				capacity: count,
				ways: ways.get(team.day)!,
				out: numbers((place) => minutesBetween(travel, team.start, place)),
				home: numbers((place) => minutesBetween(travel, place, shift.home)),
				choices: own.map((windows, i) =>
					windows.flatMap((window, at): Choice[] => {
						const fits = window && startsIn(shift, window, asked[i]!.stop.service);
						return fits ? [{ ...fits, window: at }] : [];
					})
				)
			});
		}
	}
	const field: Field = {
		count,
		service: Int32Array.from(asked, ({ stop }) => stop.service),
		load: new Int32Array(count).fill(1),
		promised: Uint8Array.from(asked, ({ own }) => (own ? 1 : 0)),
		routes,
		near: nearest(count, routes)
	};
	return { field, asked, teams, start: begun(field, asked, teams, days, travelOn) };
}

/** A promise keeps its window and its calendar day; a pinned one its team too. */
function promise({ window, ...stop }: Stop, own: TeamDay, days: readonly TeamDay[]): Asked {
	const teams = stop.pinned ? [own] : days.filter(({ day }) => day === own.day);
	return { stop, own, windows: teams.map(({ id }) => ({ day: id, window })) };
}

/** The days as they are. Where promises cannot be kept as they stand, as many as go in one after another. */
function begun(
	field: Field,
	asked: readonly Asked[],
	teams: readonly TeamDay[],
	days: readonly TeamDay[],
	travelOn: (day: string) => Travel
): Routes {
	const routes = new Routes(field);
	const numberOf = new Map(asked.map(({ stop }, i) => [stop.id, i]));
	const broken: TeamDay[] = [];
	for (const day of days) {
		const plan = presentPlan(day, travelOn(day.day));
		if (!plan) broken.push(day);
		let route = teams.indexOf(day);
		for (const { id, start } of plan?.legs ?? []) {
			const stop = numberOf.get(id)!;
			const choiceIn = (at: number) =>
				field.routes[at]!.choices[stop]!.findIndex(({ from, to }) => from <= start && start <= to);
			while (choiceIn(route) < 0) route++;
			const after = routes.tail[route]!;
			const way = (a: number, b: number) => wayBetween(field.routes[route]!, field.count, a, b);
			const detour = way(after, stop) + way(stop, -1) - way(after, -1);
			routes.insert(stop, { route, after, choice: choiceIn(route), detour });
		}
	}
	for (const { stops } of broken) {
		for (const { id } of stops) {
			const spot = cheapest(routes, numberOf.get(id)!, () => 1);
			if (spot) routes.insert(numberOf.get(id)!, spot);
		}
	}
	return routes;
}

/** The day in its present order, or in the best one if that breaks something; null if any order does. */
export function presentPlan(day: TeamDay, travel: Travel): Timetable | null {
	const order = day.stops.map(({ id }) => id);
	const present = schedule(day, order, travel);
	if (!('late' in present)) return present;
	const best = solve(day, travel);
	return 'reason' in best ? null : best;
}
