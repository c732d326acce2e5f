/** How long a visit takes. Figures are the unit's settings, never constants of ours. */

export type Durations = {
	first_person_minutes: number;
	next_person_minutes: number;
	/** Extra minutes by need, such as `{ bedridden: 15 }`; a need that is not named adds nothing. */
	need_minutes: Record<string, number>;
};

/**
 * Minutes of service for the people of one visit: the first, each further one, and what the needs of each add. The same
 * sum as SQL's `booking.service_minutes`; a need named twice for one person counts twice there, so it does here.
 */
export function serviceMinutes(
	people: readonly { needs: readonly string[] }[],
	{ first_person_minutes, next_person_minutes, need_minutes }: Durations
): number {
	const needs = people
		.flatMap((person) => person.needs)
		.reduce((sum, need) => sum + (Object.hasOwn(need_minutes, need) ? need_minutes[need]! : 0), 0);
	return first_person_minutes + next_person_minutes * Math.max(people.length - 1, 0) + needs;
}

/**
 * Minutes of service for everybody who comes to one place: the kit is set up once, so that a household adds its people and
 * what their needs take, but no first person of its own. The same sum as SQL's `booking.gathering_minutes`.
 */
export function gatheringMinutes(
	people: readonly { needs: readonly string[] }[],
	durations: Durations
): number {
	return people.length === 0 ? 0 : serviceMinutes(people, durations);
}

/** How many more people without special needs `minutes` hold, of which `used` are taken: SQL's `booking.gathering_room`. */
export function gatheringRoom(
	minutes: number,
	used: number,
	{ first_person_minutes, next_person_minutes }: Durations
): number {
	const taken = used === 0 ? first_person_minutes - next_person_minutes : used;
	return Math.max(0, Math.floor((minutes - taken) / next_person_minutes));
}
