/** An independent judge of planned fleets, for tests and figures: no code of the planner is used here, only its shapes. */
import { brokenPromises } from './check.ts';
import type { Fleet, FleetPlan } from './fleet.ts';
import type { Travel } from './shapes.ts';

/** Everything that is wrong with a planned fleet, in words; empty when nothing is. */
export function brokenFleet(
	fleet: Fleet,
	plan: FleetPlan,
	travelOn: (day: string) => Travel
): string[] {
	const broken: string[] = [];
	const wrong = (is: boolean, words: string) => void (is && broken.push(words));
	const known = new Map(fleet.days.map((day) => [day.id, day]));
	const left = new Set(plan.left.map(({ id }) => id));
	wrong(left.size !== plan.left.length, 'somebody is left twice');
	wrong(
		JSON.stringify(plan.days.map(({ id }) => id)) !== JSON.stringify([...known.keys()]),
		'the days are others'
	);

	const standing = new Map<string, string>();
	for (const { id: team, stops, plan: timetable } of plan.days) {
		const day = known.get(team)!;
		for (const stop of stops) {
			wrong(standing.has(stop.id), `${stop.id} stands twice`);
			standing.set(stop.id, team);
			const own = fleet.days.find((one) => one.stops.some(({ id }) => id === stop.id));
			const before = own?.stops.find(({ id }) => id === stop.id);
			const visit = fleet.unplaced.find(({ id }) => id === stop.id);
			const asked = before ?? visit;
			wrong(!asked, `${stop.id} is unknown`);
			wrong(stop.place !== asked?.place, `${stop.id} is at another place`);
			wrong(stop.service !== asked?.service, `${stop.id} gets another length`);
			wrong(
				JSON.stringify(stop.requires) !== JSON.stringify(asked?.requires),
				`${stop.id} requires something else`
			);
			if (before && own) {
				wrong(own.day !== day.day, `${stop.id} is on another date`);
				wrong(
					before.window.from !== stop.window.from || before.window.to !== stop.window.to,
					`${stop.id} has another window`
				);
				wrong(!!before.pinned && own.id !== team, `${stop.id} left the team it is pinned to`);
				wrong(left.has(stop.id) && own.id !== team, `${stop.id} is broken and moved`);
			} else if (visit) {
				const isFree = visit.windows.some(
					({ day: id, window: { from, to } }) =>
						id === team && from === stop.window.from && to === stop.window.to
				);
				wrong(!isFree, `${stop.id} was given a window that is not free`);
				const told = plan.placed.filter(({ id }) => id === stop.id);
				wrong(told.length !== 1 || told[0]!.day !== team, `${stop.id} is not told to be placed`);
				wrong(told[0]?.window.from !== stop.window.from, `${stop.id} is told another window`);
			}
		}
		const served = stops.filter(({ id }) => !left.has(id));
		wrong(
			JSON.stringify(served.map(({ id }) => id)) !==
				JSON.stringify(timetable.legs.map(({ id }) => id)),
			`${team} does not stand in its order`
		);
		broken.push(...brokenPromises({ ...day, stops: served }, timetable, travelOn(day.day)));
	}

	const promised = fleet.days.flatMap(({ stops }) => stops.map(({ id }) => id));
	for (const id of promised) wrong(!standing.has(id), `${id} is lost`);
	for (const { id } of fleet.unplaced) {
		wrong(standing.has(id) === left.has(id), `${id} is neither placed nor left`);
	}
	wrong(
		plan.placed.some(({ id }) => promised.includes(id)),
		'a promise is told to be new'
	);
	wrong(plan.kept !== promised.filter((id) => !left.has(id)).length, 'kept is miscounted');
	const sum = plan.days.reduce((all, { plan: { travel } }) => all + travel, 0);
	wrong(plan.travel !== sum, 'travel does not add up');
	const ends = plan.days.flatMap(({ plan: { finish } }) => (finish === null ? [] : [finish]));
	wrong((plan.finish ?? -1) !== Math.max(-1, ...ends), 'the finish is wrong');
	return broken;
}
