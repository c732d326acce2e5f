/**
 * An independent judge of what stands in the database: it knows the promises that were made to residents, reads the rows,
 * and computes ways by its own formula. No code of the planner, the edge or the commit is used here.
 */
import type { Sql } from 'postgres';

/** What a resident was told: a day and a window, and how many minutes the visit takes. */
export type Told = { day: string; from: number; to: number; minutes: number };

type Stop = {
	subject: string;
	team_day: string;
	day: string;
	window_from: number;
	window_to: number;
	start: number;
	finish: number;
	is_held: boolean;
	lat: number;
	lon: number;
	place: string;
};
type Day = {
	id: string;
	kit: string;
	day: string;
	shifts: { from: number; to: number }[];
	places: number;
	lat: number;
	lon: number;
};
type Point = { place: string; lat: number; lon: number };

/** Everything that is wrong in a unit's days, in words; empty when every promise in `told` can be kept. */
export async function brokenIn(sql: Sql, unit: string, told: Map<string, Told>): Promise<string[]> {
	const days = (await sql`
		select d.id, d.kit, d.day::text, d.shifts, d.places, u.lat, u.lon
		from booking.team_days d join unit.units u on u.code = d.unit where d.unit = ${unit}`) as unknown as Day[];
	const stops = (await sql`
		select s.subject, s.team_day, d.day::text, s.window_from, s.window_to, s.start, s.finish,
			s.held_until is not null as is_held, h.lat, h.lon, h.id::text as place
		from booking.stops s
		join booking.team_days d on d.id = s.team_day
		join booking.visits v on v.id = s.subject
		join unit.hamlets h on h.id = v.hamlet
		where d.unit = ${unit} and (s.held_until is null or s.held_until > now())
		order by s.start`) as unknown as Stop[];
	const broken: string[] = [];
	const standing = new Map(stops.map((stop) => [stop.subject, stop]));
	if (standing.size !== stops.length) broken.push('somebody stands in two days');
	for (const [subject, promise] of told)
		broken.push(...kept(subject, promise, standing.get(subject)));
	for (const { subject, is_held } of stops)
		if (!is_held && !told.has(subject))
			broken.push(`${subject} was promised nothing and is served`);
	for (const day of days) {
		const own = stops.filter(({ team_day }) => team_day === day.id);
		if (own.length > day.places)
			broken.push(`${day.day}: ${own.length} promises for ${day.places} places`);
		broken.push(...driven(day, own));
	}
	const kits = new Set(days.map(({ kit, day }) => `${kit} ${day}`));
	if (kits.size !== days.length) broken.push('a kit is in two places on one day');
	return broken;
}

/** Whether one resident gets what they were told. */
function kept(subject: string, promise: Told, stop: Stop | undefined): string[] {
	if (!stop) return [`${subject} was promised a window and stands nowhere`];
	const wrong: string[] = [];
	if (stop.is_held) wrong.push('is only held');
	if (stop.day !== promise.day) wrong.push(`was moved to ${stop.day}`);
	if (stop.window_from !== promise.from || stop.window_to !== promise.to)
		wrong.push('has another window');
	if (stop.start < promise.from || stop.start > promise.to) wrong.push(`begins at ${stop.start}`);
	if (stop.finish - stop.start !== promise.minutes) wrong.push('gets another length');
	return wrong.map((what) => `${subject} ${what}, was told ${JSON.stringify(promise)}`);
}

/** Drives one day through: every house is reached in time, inside a shift, and the team is back before the next shift. */
function driven(day: Day, stops: Stop[]): string[] {
	const broken: string[] = [];
	const house: Point = { place: 'house', lat: day.lat, lon: day.lon };
	const shifts = [...day.shifts].sort((a, b) => a.from - b.from);
	let driven = 0;
	for (const [n, shift] of shifts.entries()) {
		let [where, free] = [house, shift.from];
		for (const stop of stops.filter(({ start }) => start >= shift.from && start < shift.to)) {
			const there = free + minutes(where, stop);
			if (there > stop.start)
				broken.push(`${day.day}: ${stop.subject} begins at ${stop.start}, reached at ${there}`);
			if (stop.finish > shift.to) broken.push(`${day.day}: ${stop.subject} ends after the shift`);
			[where, free] = [stop, stop.finish];
			driven += 1;
		}
		const next = shifts[n + 1];
		if (next && where !== house && free + minutes(where, house) > next.from)
			broken.push(`${day.day}: the team is not back for the next shift`);
	}
	if (driven !== stops.length) broken.push(`${day.day}: somebody is served outside every shift`);
	return broken;
}

/** Whole minutes of the way by the rule of DESIGN.md: great circle by the law of cosines × 1.4 at 25 km/h, and 3 minutes; 2 in one place. */
function minutes(a: Point, b: Point): number {
	if (a.place === b.place) return 2;
	const [latA, lonA, latB, lonB] = [a.lat, a.lon, b.lat, b.lon].map(
		(degrees) => (degrees * Math.PI) / 180
	) as [number, number, number, number];
	const cosine =
		Math.sin(latA) * Math.sin(latB) + Math.cos(latA) * Math.cos(latB) * Math.cos(lonB - lonA);
	const km = 6371.0088 * Math.acos(Math.min(1, cosine));
	// This formula is coarse for short ways: what it takes too long by less than a second is not held against a plan.
	return Math.ceil((km * 1.4 * 60) / 25 + 3 - 0.01);
}
