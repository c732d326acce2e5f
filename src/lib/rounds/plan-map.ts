/** A day's routes on a plane: the unit's places by their coordinates, east to the right and north up. */
import type { Layout } from './plan-facts.ts';
import type { Standing } from './plan-standing.ts';
import type { PlanDay } from './rounds.ts';

type Dot = { x: number; y: number };
export type Route = {
	day: PlanDay;
	/** Which of the ways to draw a line, by order of the teams. */
	style: number;
	path: readonly Dot[];
};
/** A place with the numbers of each team's stops there. */
export type Mark = Dot & { place: string; name: string; labels: readonly string[] };
type Drawn = {
	width: number;
	height: number;
	routes: readonly Route[];
	marks: readonly Mark[];
};

const WIDTH = 640;
const MARGIN = 36;
/** Taller than it is wide it may not be. */
const MOST = 480;

/** The letter of a team on the map: A, B, … */
export const letterOf = (at: number): string => String.fromCharCode(65 + (at % 26));

export function mapOf(standing: Standing, layout: Layout, teams: readonly PlanDay[]): Drawn {
	const stops = teams.map((day) => ({
		day,
		places: (layout[day.id] ?? []).map(({ id }) => standing.fact(id).place)
	}));
	const used = new Set(stops.flatMap(({ day, places }) => [day.start_place, ...places]));
	const known = standing.rounds.ground.places.filter(({ id }) => used.has(id));
	if (known.length === 0) return { width: WIDTH, height: 0, routes: [], marks: [] };
	const north = Math.max(...known.map(({ lat }) => lat));
	const south = Math.min(...known.map(({ lat }) => lat));
	const west = Math.min(...known.map(({ lon }) => lon));
	const east = Math.max(...known.map(({ lon }) => lon));
	// A degree of longitude is shorter away from the equator.
	const narrow = Math.cos(((north + south) / 2) * (Math.PI / 180));
	const wide = Math.max((east - west) * narrow, 1e-6);
	const tall = Math.max(north - south, 1e-6);
	const scale = Math.min((WIDTH - 2 * MARGIN) / wide, (MOST - 2 * MARGIN) / tall);
	const height = Math.round(tall * scale) + 2 * MARGIN;
	const left = (WIDTH - wide * scale) / 2;
	const dots = new Map(
		known.map(({ id, lat, lon }) => [
			id,
			{
				x: Math.round(left + (lon - west) * narrow * scale),
				y: Math.round(MARGIN + (north - lat) * scale)
			}
		])
	);
	const routes = stops.map(({ day, places }, style) => ({
		day,
		style,
		path:
			places.length === 0
				? []
				: [day.start_place, ...places, day.start_place].flatMap((id) => dots.get(id) ?? [])
	}));
	const marks = known.map(({ id, name }) => ({
		...dots.get(id)!,
		place: id,
		name,
		labels: stops.flatMap(({ places }, at) => {
			const numbers = places.flatMap((place, index) => (place === id ? [index + 1] : []));
			return numbers.length > 0 ? [`${letterOf(at)}${numbers.join(',')}`] : [];
		})
	}));
	return { width: WIDTH, height, routes, marks };
}
