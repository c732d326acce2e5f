/**
 * What residents asked for and were told, with the order in which the server took it, and whether anybody was passed over. All times are of
 * one clock, in milliseconds.
 */

/** A window of one place: who lives there can have it or not, whichever team comes. */
export type Asked = {
	window: string;
	place: string;
	sent: number;
	answered: number;
	/** When the server took it: in its order, which the lock on the team's day makes one. Null: it was refused. */
	taken: number | null;
};

/**
 * Who was told that a window is gone, and was not served before somebody of the same place whom the server gave that window afterwards. A
 * server that serves who comes first has none: what is gone for one is gone for the next.
 */
export function passedOver(history: readonly Asked[]): Asked[] {
	const latest = new Map<string, number>();
	const nameOf = ({ window, place }: Asked) => `${window} ${place}`;
	for (const one of history) {
		if (one.taken === null) continue;
		latest.set(nameOf(one), Math.max(latest.get(nameOf(one)) ?? -Infinity, one.taken));
	}
	return history.filter(
		(one) => one.taken === null && one.answered < (latest.get(nameOf(one)) ?? -Infinity)
	);
}

/**
 * Pairs of one window and place of whom the later one was served and the earlier one refused while both were being answered: nobody lied, and
 * the one who came first lost.
 */
export function outrun(history: readonly Asked[]): number {
	const lost = history.filter(({ taken }) => taken === null);
	return lost.filter((one) =>
		history.some(
			(other) =>
				other.taken !== null &&
				other.window === one.window &&
				other.place === one.place &&
				other.sent > one.sent &&
				other.sent < one.answered
		)
	).length;
}
