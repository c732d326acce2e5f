/** What the planner is asked and what it answers. All times are minutes after local midnight, all lengths whole minutes. */

/** Both ends are inside: 450–570 is kept by service that begins at 570. */
export type Window = { from: number; to: number };

/**
 * A promise to somebody: service begins inside the window and ends within the same shift.
 * `pinned` stays with its team (the rounds may not give it to another one); inside one team-day it changes nothing.
 */
export type Stop = {
	id: string;
	place: string;
	service: number;
	window: Window;
	/** What the team has to have or be, in words that the unit chose: a kit, a car, a woman officer, a Hre interpreter. */
	requires?: readonly string[];
	pinned?: boolean;
};

/**
 * One team on one day. Between the shifts lie the breaks; a service never straddles one.
 *
 * The team leaves `start` when a shift begins, not earlier, and is back there when the next one begins: whoever eats at
 * home travels in the break. After the last shift it goes to `end`, however late. `stops` are in the order of the day.
 * `abilities` are those that only some teams have; none where they are left out.
 */
export type TeamDay = {
	id: string;
	day: string;
	start: string;
	end: string;
	shifts: Window[];
	stops: Stop[];
	abilities?: readonly string[];
};

/** Minutes from one place to another, rounded up. What is not a number of minutes is a way that cannot be taken. */
export type Travel = (from: string, to: string) => number;

/** `travel` is the way there, from the stop before or, for the first of a shift, from `start`. The team may wait at the place. */
export type Leg = {
	id: string;
	travel: number;
	depart: number;
	arrive: number;
	start: number;
	finish: number;
};

/**
 * A day that keeps every promise: `travel` counts all ways, those home too; `finish` is the end of the last service and
 * `back` the return after it, both null on an empty day.
 */
export type Timetable = {
	legs: Leg[];
	travel: number;
	finish: number | null;
	back: number | null;
};

/**
 * unable: the team has not all that the stop requires. outside_shift: no shift of the day touches the window. too_long: even
 * an empty day could not hold it, because of its length or the way there. no_room: the promises already made leave none.
 * broken: they cannot be kept themselves. pinned: it stays with its team. other_day: it was promised for another date.
 */
export type Reason =
	'unable' | 'outside_shift' | 'too_long' | 'no_room' | 'broken' | 'pinned' | 'other_day';

/** A way this long is never taken. Small enough that sums of it stay whole numbers of 32 bits. */
export const NEVER = 1_000_000;

/** The way in whole minutes, whatever the table of the unit says. */
export function minutesBetween(travel: Travel, from: string, to: string): number {
	const minutes = Math.ceil(travel(from, to));
	return minutes >= 0 && minutes < NEVER ? minutes : NEVER;
}

/** Whether the team has what the stop requires. */
export function able(
	{ abilities = [] }: Pick<TeamDay, 'abilities'>,
	{ requires = [] }: Pick<Stop, 'requires'>
): boolean {
	return requires.every((ability) => abilities.includes(ability));
}

/** The shifts in order, each with the place that follows it and the minute by which the team is there. */
export function shiftsOf(
	day: TeamDay
): { from: number; to: number; home: string; backBy: number }[] {
	const shifts = [...day.shifts].sort((a, b) => a.from - b.from);
	return shifts.map(({ from, to }, k) => {
		const next = shifts[k + 1];
		return { from, to, home: next ? day.start : day.end, backBy: next ? next.from : NEVER };
	});
}

/** When service may begin in a shift; null when it may not. */
export function startsIn(shift: Window, window: Window, service: number): Window | null {
	const from = Math.max(shift.from, window.from);
	const to = Math.min(shift.to - service, window.to);
	return from <= to ? { from, to } : null;
}
