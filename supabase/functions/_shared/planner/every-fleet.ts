import { tryEverything } from './everything.ts';
import type { Fleet, TeamDay, Travel } from './index.ts';

/** Promises lost, visits left, travel: compared in this order. */
export type Sum = [lost: number, left: number, travel: number];

/** Every sharing of everybody among teams and windows, each day tried in every order. Written without the planner's code. */
export function tryEveryFleet({ days, unplaced }: Fleet, travelOn: (day: string) => Travel): Sum {
	const asked = [
		...days.flatMap((own) =>
			own.stops.map((stop) => ({
				stop,
				isPromise: true,
				choices: days.flatMap((day, at) =>
					day === own || (day.day === own.day && !stop.pinned) ? [{ at, window: stop.window }] : []
				)
			}))
		),
		...unplaced.map(({ windows, ...stop }) => ({
			stop,
			isPromise: false,
			choices: windows.flatMap(({ day, window }) => {
				const at = days.findIndex(({ id }) => id === day);
				return at < 0 ? [] : [{ at, window }];
			})
		}))
	];
	let best: Sum = [asked.length, asked.length, Infinity];
	const known = new Map<string, number | null>();
	const travelOf = (day: TeamDay): number | null => {
		const key = day.id + JSON.stringify(day.stops);
		if (!known.has(key)) known.set(key, tryEverything(day, travelOn(day.day))?.travel ?? null);
		return known.get(key)!;
	};
	const share = (n: number, now: TeamDay[], lost: number, left: number): void => {
		if (lost > best[0] || (lost === best[0] && left > best[1])) return;
		if (n === asked.length) {
			const travel = now.reduce((sum, day) => sum + travelOf(day)!, 0);
			if (lost < best[0] || left < best[1] || travel < best[2]) best = [lost, left, travel];
			return;
		}
		const { stop, isPromise, choices } = asked[n]!;
		for (const { at, window } of choices) {
			const day = { ...now[at]!, stops: [...now[at]!.stops, { ...stop, window }] };
			if (travelOf(day) !== null) share(n + 1, now.with(at, day), lost, left);
		}
		share(n + 1, now, lost + Number(isPromise), left + Number(!isPromise));
	};
	share(
		0,
		days.map((day) => ({ ...day, stops: [] })),
		0,
		0
	);
	return best;
}
