/** A layout as the planner's fleet, and the planner's answer as a layout again. */
import type { Fleet, FleetVisit, Stop, Window } from '#shared/planner/index.ts';
import type { Fact, Layout } from './plan-facts.ts';
import { put, spotOf, without } from './plan-layout.ts';
import type { Standing } from './plan-standing.ts';
import type { Ground, PlanDay } from './rounds.ts';

/** All that a Worker is asked with: plain data. */
export type Asked = { fleet: Fleet; ground: Ground };

const isVisit = ({ kind }: Fact): boolean => kind === 'visit';

/** Days into which something may be planned. */
export const openDays = (standing: Standing): readonly PlanDay[] =>
	standing.rounds.days.filter((day) => !day.shut && !standing.underway(day));

/** A promise on a day that is shut: another team of that calendar day may keep it. */
const leaves = (standing: Standing, { home, ...fact }: Fact, day: PlanDay): boolean =>
	day.shut &&
	isVisit({ home, ...fact }) &&
	home?.id === day.id &&
	!fact.pinned &&
	!fact.held &&
	standing.stuck({ home, ...fact }) === null;

/** `fixed`: every promise stays with its team, and only who waits is placed. */
export function askedOf(standing: Standing, layout: Layout, fixed = false): Asked {
	const open = openDays(standing);
	const days = open.map((day) => {
		const teamDay = standing.teamDay(day, layout[day.id] ?? []);
		return fixed
			? { ...teamDay, stops: teamDay.stops.map((stop): Stop => ({ ...stop, pinned: true })) }
			: teamDay;
	});
	const visit = (fact: Fact, windows: readonly { day: string; window: Window }[]): FleetVisit => {
		const { id, place, service, requires } = fact;
		return { id, place, service, requires, windows };
	};
	const roomy = open.filter((day) => !standing.full(day, layout[day.id] ?? []));
	const waiting = [...standing.facts.values()]
		.filter((fact) => isVisit(fact) && !fact.home && !spotOf(layout, fact.id))
		.map((fact) =>
			visit(
				fact,
				roomy.flatMap((day) => standing.windows(day).map((window) => ({ day: day.id, window })))
			)
		);
	const errands = [...standing.facts.values()]
		.filter(({ id, kind }) => kind === 'support' && !spotOf(layout, id))
		.map((fact) => {
			const on = open.filter((day) => standing.refusal(fact, day) === null);
			return visit(
				fact,
				on.map((day) => ({ day: day.id, window: standing.hours(day) }))
			);
		});
	const leaving = standing.rounds.days.flatMap((day) =>
		(layout[day.id] ?? []).flatMap(({ id, from, to }) => {
			const fact = standing.fact(id);
			if (!leaves(standing, fact, day)) return [];
			const others = roomy.filter((other) => other.day === day.day);
			return visit(
				fact,
				others.map((other) => ({ day: other.id, window: { from, to } }))
			);
		})
	);
	return {
		fleet: { days, unplaced: [...leaving, ...waiting, ...errands] },
		ground: standing.rounds.ground
	};
}

/** Cards that lie ready and stand nowhere. */
export const readyCards = (standing: Standing, layout: Layout): readonly Fact[] =>
	[...standing.facts.values()].filter(({ id, kind }) => kind === 'card' && !spotOf(layout, id));

export type Orders = readonly { id: string; stops: readonly { id: string; window: Window }[] }[];

/** Whether some day has more visits than it may hold, those that were promised alone. */
export const crowded = (standing: Standing, orders: Orders): boolean =>
	orders.some(({ id, stops }) => {
		const day = standing.day(id)!;
		const promised = stops.filter((stop) => standing.fact(stop.id).home !== null);
		const before = (standing.layout[id] ?? []).filter((one) => isVisit(standing.fact(one.id)));
		const after = promised.filter((one) => isVisit(standing.fact(one.id)));
		return after.length > Math.max(day.places, before.length);
	});

/** The days as the planner ordered them. Of visits that were just placed, no more stay than the day may hold. */
export function laidBy(standing: Standing, layout: Layout, orders: Orders): Layout {
	let next = layout;
	for (const { stops } of orders) for (const { id } of stops) next = without(next, id);
	for (const { id: dayId, stops } of orders) {
		const day = standing.day(dayId)!;
		for (const { id, window } of stops) {
			const list = next[dayId] ?? [];
			const isNew = isVisit(standing.fact(id)) && !spotOf(layout, id);
			const later = stops.slice(stops.findIndex((one) => one.id === id) + 1);
			const promised = later
				.filter((one) => spotOf(layout, one.id))
				.map((one) => ({ id: one.id, ...one.window }));
			if (isNew && standing.full(day, [...list, ...promised])) continue;
			next = put(next, dayId, list.length, { id, from: window.from, to: window.to });
		}
	}
	return next;
}
