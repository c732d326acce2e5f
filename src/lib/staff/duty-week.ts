/** A week of the roster: its days, and what is wrong with it. Instants are compared as numbers, since their texts differ. */
import { addDays, weekday } from '#shared/days/index.ts';
import type { Duty, Post, Shift } from './duty-staff.ts';

export const posts: readonly Post[] = ['commander', 'duty', 'response'];

/** The Monday of a day's week. */
export const mondayOf = (day: string): string => addDays(day, 1 - weekday(day));

const at = (instant: string) => Date.parse(instant);

/** Who stands at a post of a shift. */
export const standing = (shift: Shift, post: Post): Duty[] =>
	shift.people.filter((one) => one.post === post);

export const isOver = (shift: Pick<Shift, 'ends_at'>, now: Date): boolean =>
	at(shift.ends_at) <= now.getTime();

export type Span = { from: string; to: string };

/**
 * Where nobody is at the desk from the first shift's beginning to the last one's end: who is away does not count, nor does
 * what is over by now.
 */
export function holesOf(shifts: readonly Shift[], now: Date): Span[] {
	const manned = shifts
		.flatMap((shift) => standing(shift, 'duty'))
		.filter(({ missing }) => !missing)
		.sort((a, b) => at(a.starts_at) - at(b.starts_at));
	const holes: Span[] = [];
	for (const shift of shifts) {
		if (!shift.regular || isOver(shift, now)) continue;
		let from = shift.starts_at;
		for (const one of manned) {
			if (at(one.ends_at) <= at(from) || at(one.starts_at) >= at(shift.ends_at)) continue;
			if (at(one.starts_at) > at(from)) holes.push({ from, to: one.starts_at });
			from = one.ends_at;
			if (at(from) >= at(shift.ends_at)) break;
		}
		if (at(from) < at(shift.ends_at)) holes.push({ from, to: shift.ends_at });
	}
	return holes;
}

/** `posts`: two posts at once; `shifts`: two shifts that lie over each other; `row`: two shifts one after the other. */
export type Clash = { is: 'posts' | 'shifts' | 'row'; name: string; at: string };

/**
 * Officers who stand twice at once, or go from one shift at the desk straight into the next. A commander may: in a small
 * unit there is one, who is called when something is.
 */
export function clashesOf(shifts: readonly Shift[], now: Date): Clash[] {
	const all = shifts.flatMap(({ people }) => people);
	const found: Clash[] = [];
	for (const [n, one] of all.entries())
		for (const other of all.slice(n + 1)) {
			if (one.officer.id !== other.officer.id || isOver(other, now)) continue;
			const clash = { name: one.officer.name, at: other.starts_at };
			if (at(one.starts_at) === at(other.starts_at)) found.push({ ...clash, is: 'posts' });
			else if (at(other.starts_at) < at(one.ends_at)) found.push({ ...clash, is: 'shifts' });
			else if (
				at(other.starts_at) === at(one.ends_at) &&
				one.post === 'duty' &&
				other.post === 'duty'
			)
				found.push({ ...clash, is: 'row' });
		}
	return found.filter(
		(clash, n) =>
			found.findIndex((first) => first.name === clash.name && first.at === clash.at) === n
	);
}

/** Who stands in a shift after another choice for one post of it, as the door takes it. */
export const withPost = (shift: Shift, post: Post, officers: readonly string[]) => ({
	starts_at: shift.starts_at,
	ends_at: shift.ends_at,
	people: [
		...shift.people
			.filter((one) => one.post !== post)
			.map((one) => ({ officer: one.officer.id, post: one.post })),
		...officers.map((officer) => ({ officer, post }))
	]
});

type Place = { row: number; column: number };
const steps: Record<string, readonly [down: number, right: number]> = {
	ArrowDown: [1, 0],
	ArrowUp: [-1, 0],
	ArrowRight: [0, 1],
	ArrowLeft: [0, -1]
};

/** Where a key leads from a place of the grid, which ends at its edges; null for a key that leads nowhere. */
export function stepped({ row, column }: Place, key: string, rows: number): Place | null {
	const step = steps[key];
	if (!step) return null;
	const within = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
	return { row: within(row + step[0], rows), column: within(column + step[1], posts.length) };
}
