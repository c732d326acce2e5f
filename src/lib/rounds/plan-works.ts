/** What the Worker of the plan does: orders the days anew, lays cards into them, or says why somebody has no place. */
import {
	deliver,
	optimise,
	schedule,
	why,
	type Card,
	type Cost,
	type FleetPlan,
	type Reason,
	type TeamDay,
	type Travel,
	type Window
} from '#shared/planner/index.ts';
import { travelBetween, travelOn } from '#shared/travel/index.ts';
import type { Asked, Orders } from './plan-fleet.ts';

export type Question =
	| ({ what: 'optimise'; seed: number; milliseconds: number; cards: readonly Card[] } & Asked)
	| ({ what: 'why'; id: string } & Asked);

export type Optimised = {
	orders: Orders;
	left: readonly { id: string; reason: Reason }[];
	/** The time was over before the search was. */
	cut: boolean;
};
export type Answer = Optimised | { costs: readonly Cost[] };
/** How far the search is: a share of one, and what the best plan so far leaves out. */
export type Told = { done: number; travel: number; left: number };

/** The ways of each calendar day. */
function waysOf({ ground }: Asked): (day: string) => Travel {
	const travel = travelBetween(ground);
	const known = new Map<string, Travel>();
	return (day) => {
		const ways = known.get(day) ?? travelOn(day, travel, ground.closed);
		known.set(day, ways);
		return ways;
	};
}

export function answer(question: Question, tell: (told: Told) => void): Answer {
	const ways = waysOf(question);
	const { fleet } = question;
	if (question.what === 'why') return { costs: why(fleet, question.id, ways) };
	const { seed, milliseconds, cards } = question;
	const progress = (done: number, best: { travel: number; left: number }) =>
		tell({ done, ...best });
	const plan = optimise(fleet, ways, { seed, milliseconds, progress });
	return { orders: delivered(fleet.days, plan, cards, ways), left: plan.left, cut: plan.cut };
}

/** Each card on the day where its detour is least, the order of the others as it is; what no day can take stays where it lies. */
function delivered(
	days: readonly TeamDay[],
	plan: FleetPlan,
	cards: readonly Card[],
	ways: (day: string) => Travel
): Orders {
	let orders = plan.days.map(({ id, stops }) => ({ ...days.find((day) => day.id === id)!, stops }));
	for (const card of cards) {
		const best = orders
			.flatMap((day) => squeezed(day, card, ways(day.day)))
			.reduce<Squeezed | null>((a, b) => (a && a.detour <= b.detour ? a : b), null);
		if (best) orders = orders.map((day) => (day.id === best.day.id ? best.day : day));
	}
	return orders.map(({ id, stops }) => ({
		id,
		stops: stops.map((stop) => ({ id: stop.id, window: stop.window }))
	}));
}

type Squeezed = { day: TeamDay; detour: number };

/** The day with the card, where it has room. Nobody drives out for a card alone. */
function squeezed(day: TeamDay, card: Card, travel: Travel): Squeezed[] {
	const order = day.stops.map(({ id }) => id);
	const now = schedule(day, order, travel);
	const then = deliver(day, order, [card], travel);
	if (order.length === 0 || 'late' in now || 'late' in then || then.placed.length === 0) return [];
	const all = [...day.stops, { ...card, window: hoursOf(day) }];
	const stops = then.plan.legs.map((leg) => all.find(({ id }) => id === leg.id)!);
	return [{ day: { ...day, stops }, detour: then.plan.travel - now.travel }];
}

const hoursOf = ({ shifts }: TeamDay): Window => ({
	from: Math.min(...shifts.map(({ from }) => from)),
	to: Math.max(...shifts.map(({ to }) => to))
});
