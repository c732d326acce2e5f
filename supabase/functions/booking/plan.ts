import { toInstant, weekday } from '../_shared/days/index.ts';
import * as durations from '../_shared/durations/index.ts';
import {
	insert,
	type TeamDay,
	type Timetable,
	type Travel,
	type Window
} from '../_shared/planner/index.ts';
import { travelBetween, travelOn } from '../_shared/travel/index.ts';
import type { Visit } from './offer.ts';
import type { OpenDay, Plan, Snapshot } from './snapshot.ts';

/** A window that a team can keep. `detour`: minutes that the ways of its day grow; `saved`: against going there for this visit alone. */
export type Placement = Window & { day: string; detour: number; saved: number; plan: Plan };

/** Any id will do for a visit that only asks: no stop is called so. */
const ASKING = 'asking';

/** How long a visit to these people takes, by the settings of the unit that serves them. */
export function serviceMinutes(
	{ settings }: Snapshot,
	people: readonly { needs: readonly string[] }[]
): number {
	return durations.serviceMinutes(people, settings);
}

/**
 * Every window that some team can keep, by day and time, each by the team with the shortest detour; and the days on which
 * a team works, a window could still be promised, and none fits.
 */
export function placements(
	snapshot: Snapshot,
	visit: Visit
): { found: Placement[]; full: string[] } {
	const cheapest = new Map<string, Placement>();
	const open = new Set<string>();
	const ways = travelBetween(snapshot);
	for (const day of snapshot.days) {
		const travel = travelOn(day.day, ways, snapshot.closed ?? []);
		const windows = openWindows(snapshot, day.day, visit);
		if (windows.length) open.add(day.day);
		for (const one of priced(snapshot, day, windows, { visit, id: ASKING, travel })) {
			const name = `${one.day} ${String(one.from).padStart(4, '0')} ${one.to}`;
			const other = cheapest.get(name);
			if (!other || one.detour < other.detour) cheapest.set(name, one);
		}
	}
	const found = [...cheapest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
	for (const { day } of found) open.delete(day);
	return { found, full: [...open].sort() };
}

/** The plan that keeps one window for `subject` with the shortest detour; null when no team can. */
export function placeIn(
	snapshot: Snapshot,
	visit: Visit & Window & { day: string },
	subject: string
): Plan | null {
	const { day, from, to } = visit;
	const windows = openWindows(snapshot, day, visit).filter(
		(one) => one.from === from && one.to === to
	);
	const travel = travelOn(day, travelBetween(snapshot), snapshot.closed ?? []);
	const found = snapshot.days
		.filter((team) => team.day === day)
		.flatMap((team) => priced(snapshot, team, windows, { visit, id: subject, travel }));
	const [first, ...others] = found;
	return first
		? others.reduce((best, one) => (one.detour < best.detour ? one : best), first).plan
		: null;
}

/** The unit's windows on a day that begin late enough to be promised through this channel. */
export function openWindows(
	{ windows, earliest }: Snapshot,
	day: string,
	{ channel }: Pick<Visit, 'channel'>
): Window[] {
	const from = Date.parse(earliest[channel]);
	return windows.filter(
		(one) => one.weekday === weekday(day) && toInstant(day, one.from).getTime() >= from
	);
}

type Asked = { visit: Visit; id: string; travel: Travel };

function priced(
	snapshot: Snapshot,
	day: OpenDay,
	windows: Window[],
	{ visit, id, travel }: Asked
): Placement[] {
	const { place, requires } = snapshot;
	if (day.left[visit.channel] < 1 || place === null) return [];
	if (day.off_areas?.includes(visit.area)) return [];
	const stop = { id, place, service: visit.minutes, requires };
	const alone = travel(day.start_place, stop.place) + travel(stop.place, day.start_place);
	return insert(teamDayOf(day), stop, windows, travel).flatMap((one) => {
		if (!('plan' in one)) return [];
		const { from, to } = one.window;
		const plan = planOf(day, one.plan, { subject: id, from, to, service: stop.service });
		return [{ day: day.day, from, to, detour: one.detour, saved: alone - one.detour, plan }];
	});
}

export function teamDayOf({ id, day, start_place, shifts, stops, abilities }: OpenDay): TeamDay {
	const promised = stops.map(({ subject, place, service, from, to }) => ({
		id: subject,
		place,
		service,
		window: { from, to }
	}));
	return { id, day, start: start_place, end: start_place, shifts, stops: promised, abilities };
}

export type Promise = { subject: string; from: number; to: number; service: number };

export function planOf(
	{ id, version, stops }: Pick<OpenDay, 'id' | 'version'> & { stops: readonly Promise[] },
	{ legs }: Timetable,
	added: Promise
): Plan {
	const promises = new Map<string, Promise>([...stops, added].map((one) => [one.subject, one]));
	return {
		team_day: id,
		version,
		stops: legs.map((leg) => {
			const { subject, from, to, service } = promises.get(leg.id)!;
			return {
				subject,
				from,
				to,
				service,
				travel: leg.travel,
				start: leg.start,
				finish: leg.finish
			};
		})
	};
}
