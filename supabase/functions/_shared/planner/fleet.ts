/**
 * Several teams, and days too large for an exact answer: ruin and recreate over routes, one for each shift of each team-day.
 * Synchronous; it is made for a worker.
 */
import { anneal, type Annealing } from './anneal.ts';
import { posedFleet, type Posed } from './fleet-field.ts';
import { plannedFleet } from './fleet-plan.ts';
import type { Routes } from './routes.ts';
import type { Reason, Stop, TeamDay, Timetable, Travel, Window } from './shapes.ts';
import { DAY } from './underway.ts';

/** Somebody who has no window yet, and those that each team-day may give; a day that is not in the fleet gives none. */
export type FleetVisit = Omit<Stop, 'window' | 'pinned'> & {
	windows: readonly { day: string; window: Window }[];
};
export type Fleet = { days: readonly TeamDay[]; unplaced: readonly FleetVisit[] };

/**
 * `stops` stand in the order of the day. A promise that no order keeps stays in its day, last, has no leg in `plan` and is
 * named in `left`, as a visit is that found no place. `kept` counts promises, `travel` all minutes driven, `finish` is the
 * end of the last service of all. `cut`: the time was over before the iterations were.
 */
export type FleetPlan = {
	days: { id: string; stops: Stop[]; plan: Timetable }[];
	placed: { id: string; day: string; window: Window }[];
	left: { id: string; reason: Reason }[];
	kept: number;
	travel: number;
	finish: number | null;
	iterations: number;
	cut: boolean;
};

/**
 * The answer depends on seed and iterations alone; `milliseconds` is a guard for slow machines, and an answer that it cut
 * says so. `progress` is told what is done (0 to 1) and the best so far.
 */
export type Limits = {
	seed: number;
	iterations?: number;
	milliseconds?: number;
	progress?: (done: number, best: { travel: number; left: number }) => void;
};

/** So many iterations for each stop, and at least so many: a weekend takes well under a second, and more gain little. */
const EACH = 400;
const LEAST = 4000;
/** Told about so often. */
const TOLD = 100;

/**
 * Plans a fleet: promises kept, then visits served, then travel, then the earliest finish, never worse than it stands.
 * Promises keep window and calendar day, pinned ones their team. Two stops of one name throw RangeError.
 */
export function optimise(
	fleet: Fleet,
	travelOn: (day: string) => Travel,
	{ seed, iterations, milliseconds = Infinity, progress }: Limits
): FleetPlan {
	const posed = posedFleet(fleet, travelOn);
	const most = iterations ?? (posed.asked.length === 0 ? 0 : usual(posed.asked.length));
	const until = performance.now() + milliseconds;
	let told = 0;
	const goOn = (done: number, { travel, lost, left }: Routes): boolean => {
		if (progress && done >= (told * most) / TOLD) {
			progress(done / most, { travel, left: lost + left });
			told++;
		}
		return performance.now() < until;
	};
	const { best, done } = anneal(posed.start, { seed, iterations: most, goOn, ...heatOf(posed) });
	progress?.(1, { travel: best.travel, left: best.lost + best.left });
	return { ...plannedFleet(fleet, posed, best, travelOn), iterations: done, cut: done < most };
}

function usual(stops: number): number {
	return Math.max(LEAST, EACH * stops);
}

/** Warm enough that a third of a usual way more is taken at first; a visit is worth more than any detour. */
function heatOf({ field }: Posed): Pick<Annealing, 'warm' | 'cold' | 'lost' | 'left'> {
	let sum = 1;
	let all = 1;
	let longest = 1;
	for (const ways of new Set(field.routes.map((kind) => kind.ways))) {
		for (const way of ways) {
			// What takes a day is no way.
			if (way >= DAY) continue;
			sum += way;
			all++;
			longest = Math.max(longest, way);
		}
	}
	const mean = sum / all;
	const left = 4 * longest;
	return { warm: mean / 3, cold: mean / 40, left, lost: left * (field.count + 1) };
}
