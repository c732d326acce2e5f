/** Where a team is in its day, and what becomes of the rest if nothing is changed. All times are minutes after midnight. */
import { travelBetween, travelOn } from '#shared/travel/index.ts';
import { minutesBetween, shiftsOf, type Travel } from '#shared/planner/shapes.ts';
import type { Underway } from '#shared/planner/underway.ts';
import { TOLERANCE } from '#shared/planner/replan.ts';
import { currentOf, isLeg, isOver, isThere } from './field-view.ts';
import type { FieldDay, FieldStop } from './field-rounds.ts';

/** Roads as they are on this day, with those that were closed on the way. */
export const roadsOf = ({ ground, day }: FieldDay): Travel =>
	travelOn(day, travelBetween(ground), ground.closed);

/** The first stop of a shift, for which the team has not said yet that it set out: nothing else tells those who wait there. */
export function isToLeaveFor(day: FieldDay, stop: FieldStop): boolean {
	if (currentOf(day)?.subject !== stop.subject || isThere(stop)) return false;
	const shift = day.shifts.find(({ from, to }) => from <= stop.start && stop.start <= to);
	const within = ({ start }: FieldStop) => !shift || (shift.from <= start && start <= shift.to);
	// A day that an older app has kept knows of no departures.
	return (stop.left ?? null) === null && !day.stops.some((one) => isOver(one) && within(one));
}

/** When service began or will begin where the team is now. */
export const beganAt = (stop: FieldStop): number => Math.max(stop.arrived ?? stop.start, stop.from);

/** When the stop that the team is at ends: as was planned for it, or now, whatever is later. */
export const freeAt = (stop: FieldStop, minute: number): number =>
	Math.max(minute, beganAt(stop) + stop.service);

/** What is done and what is going on stand fixed; the rest is what can still be planned. */
export function underway(day: FieldDay, minute: number): Underway {
	const shifts = [...day.shifts].sort((a, b) => a.from - b.from);
	const there = day.stops.find(isThere);
	const [begins] = shifts;
	const base = { shifts, start: day.start_place, end: day.start_place };
	const stops = day.stops.filter((stop) => !isOver(stop) && !isThere(stop)).map(restOf);
	if (there) return { ...base, at: there.place, free: freeAt(there, minute), stops };
	const last = lastOf(day.stops);
	const shift = shifts.findLast(({ from }) => from <= minute) ?? begins;
	// Between two shifts the team goes home.
	if (!last || (shift && last.ended < shift.from)) {
		const free = Math.max(minute, shift?.from ?? minute);
		return { ...base, at: day.start_place, free, stops };
	}
	return { ...base, at: last.stop.place, free: Math.max(minute, last.ended), stops };
}

const restOf = (stop: FieldStop): Underway['stops'][number] => ({
	id: stop.subject,
	place: stop.place,
	service: stop.service,
	// Nobody waits for a card or an errand at an hour.
	...(isLeg(stop)
		? { planned: null }
		: { planned: stop.start, window: { from: stop.from, to: stop.to } })
});

function lastOf(stops: readonly FieldStop[]): { stop: FieldStop; ended: number } | undefined {
	return stops
		.filter(isOver)
		.map((stop) => ({
			stop,
			ended: Math.max(...stop.rows.map((row) => row.attended?.ended ?? 0), 0)
		}))
		.map(({ stop, ended }) => ({ stop, ended: ended || (stop.arrived ?? stop.finish) }))
		.reduce<{ stop: FieldStop; ended: number } | undefined>(
			(last, one) => (last && last.ended > one.ended ? last : one),
			undefined
		);
}

export type Foreseen = {
	id: string;
	travel: number;
	arrive: number;
	start: number;
	finish: number;
	/** Begins after its window, or ends after the shift. */
	late: boolean;
};

/** The rest of the day in the order in which it stands. Who is late is visited all the same, and the others after them. */
export function foresee(way: Underway, travel: Travel): Foreseen[] {
	const shifts = shiftsOf({ ...way, id: '', day: '', stops: [] });
	let { at, free } = way;
	let now = Math.max(
		0,
		shifts.findLastIndex(({ from }) => from <= free)
	);
	return way.stops.map((stop) => {
		const planned = shifts.findLastIndex(({ from }) => from <= (stop.planned ?? 0));
		if (planned > now) {
			const next = shifts[planned]!;
			free = Math.max(next.from, free + minutesBetween(travel, at, way.start));
			[at, now] = [way.start, planned];
		}
		const minutes = minutesBetween(travel, at, stop.place);
		const arrive = free + minutes;
		const start = Math.max(arrive, stop.window?.from ?? 0);
		const finish = start + stop.service;
		const late = start > (stop.window?.to ?? Infinity) || finish > (shifts[now]?.to ?? Infinity);
		[at, free] = [stop.place, finish];
		return { id: stop.id, travel: minutes, arrive, start, finish, late };
	});
}

/**
 * Promises that the day breaks if nothing is done about it. Who has been told that the team comes late is not named again,
 * unless it has become later still.
 */
export function slipping(day: FieldDay, minute: number): Foreseen[] {
	const stops = new Map(day.stops.map((stop) => [stop.subject, stop]));
	return foresee(underway(day, minute), roadsOf(day)).filter(({ id, start, late }) => {
		const stop = stops.get(id)!;
		return late && !isLeg(stop) && (!stop.late || start > stop.start + TOLERANCE);
	});
}
