/**
 * An independent judge of timetables, for tests and figures. It knows the promises and nothing of how they are planned:
 * no code of the planner is used here, only its shapes.
 */
import type { TeamDay, Timetable, Travel } from './shapes.ts';

/** Every promise that the timetable breaks, in words; empty when it keeps them all. */
export function brokenPromises(day: TeamDay, plan: Timetable, travel: Travel): string[] {
	const broken: string[] = [];
	const served = new Map<string, number>();
	for (const leg of plan.legs) served.set(leg.id, (served.get(leg.id) ?? 0) + 1);
	for (const { id } of day.stops) {
		if (served.get(id) !== 1) broken.push(`${id} is served ${served.get(id) ?? 0} times`);
	}
	if (plan.legs.length !== day.stops.length) broken.push('somebody unknown is served');

	let place = day.start;
	let free = -Infinity;
	let ways = 0;
	let shift = null as TeamDay['shifts'][number] | null;
	for (const leg of plan.legs) {
		const stop = day.stops.find(({ id }) => id === leg.id);
		if (!stop) continue;
		const missing = (stop.requires ?? []).filter((one) => !(day.abilities ?? []).includes(one));
		if (missing.length > 0) broken.push(`the team has no ${missing.join(', ')} for ${leg.id}`);
		const now = day.shifts.find(({ from, to }) => from <= leg.start && leg.start < to) ?? null;
		if (!now) broken.push(`${leg.id} begins outside every shift`);
		else if (leg.finish > now.to) broken.push(`${leg.id} ends after its shift`);
		if (now && now !== shift) {
			if (shift) {
				const home = travel(place, day.start);
				ways += home;
				if (free + home > now.from)
					broken.push(`the team is not back when ${leg.id}'s shift begins`);
			}
			shift = now;
			place = day.start;
			free = now.from;
		}
		if (leg.depart < free) broken.push(`the team leaves for ${leg.id} before it is free`);
		if (leg.arrive - leg.depart !== leg.travel) broken.push(`${leg.id}'s way does not add up`);
		if (leg.travel < travel(place, stop.place)) broken.push(`the way to ${leg.id} takes longer`);
		if (leg.start < leg.arrive) broken.push(`${leg.id} begins before the team is there`);
		if (leg.start < stop.window.from || leg.start > stop.window.to) {
			broken.push(`${leg.id} begins outside its window`);
		}
		if (leg.finish - leg.start !== stop.service) broken.push(`${leg.id} gets another length`);
		ways += leg.travel;
		free = leg.finish;
		place = stop.place;
	}
	const last = Math.max(...day.shifts.map(({ from }) => from));
	if (shift) {
		const way = travel(place, shift.from === last ? day.end : day.start);
		ways += way;
		const next = Math.min(
			...day.shifts.map(({ from }) => from).filter((from) => from > shift.from)
		);
		if (free + way > next) broken.push('the team is not back when the next shift begins');
		if (plan.back !== free + way || plan.finish !== free)
			broken.push('the end of the day is wrong');
	}
	if (plan.travel !== ways) broken.push(`travel is ${plan.travel}, the ways add up to ${ways}`);
	return broken;
}
