import { share, type SharedDay, type Waiter } from '../_shared/planner/index.ts';
import { travelBetween, travelOn } from '../_shared/travel/index.ts';
import { openWindows, planOf, teamDayOf, type Promise as Promised } from './plan.ts';
import type { OfferPlan, OpenDay, Pool, Snapshot, Tending, Waiting } from './snapshot.ts';

type Asking = Waiter & { of: Waiting };

/**
 * The windows to keep for those who wait in a unit, at most `most`, in the order in which they have to be written: each plan
 * is its day with all that came before it, and one version further.
 */
export function offersFor(
	snapshot: Snapshot,
	{ waiting, limit_days, first_choices }: Omit<Tending, 'unit'>,
	newId: () => string,
	most: number
): OfferPlan[] {
	const days = snapshot.days.map((day) => ({ ...day, left: { ...day.left } }));
	const byId = new Map(days.map((day) => [day.id, day]));
	const ways = travelBetween(snapshot);
	const travels = new Map(days.map(({ day }) => [day, travelOn(day, ways, snapshot.closed ?? [])]));
	const shares = share(
		days.map((day) => shared(snapshot, day)),
		waiting.map((of) => asking(of, first_choices)),
		(day) => travels.get(day)!,
		{ limit: limit_days, newId, most, taken: ({ day }) => spend(byId.get(day.plan.id)!) }
	);
	const written = new Map(
		days.map(({ id, version, stops }) => [id, { version, stops: stops as Promised[] }])
	);
	return shares.map(({ waiter, stop, day, window, plan }) => {
		const { of } = waiter as Asking;
		const now = written.get(day.plan.id)!;
		const added = { subject: stop, from: window.from, to: window.to, service: of.minutes };
		written.set(day.plan.id, { version: now.version + 1, stops: [...now.stops, added] });
		return {
			case: of.case,
			why: of.why,
			subject: stop,
			day: day.plan.day,
			plan: planOf({ id: day.plan.id, ...now }, plan, added)
		};
	});
}

function shared(snapshot: Snapshot, day: OpenDay): SharedDay {
	const windows: Record<Pool, ReturnType<typeof openWindows>> = {
		web: openWindows(snapshot, day.day, { channel: 'web' }),
		hotline: openWindows(snapshot, day.day, { channel: 'hotline' }),
		ward: openWindows(snapshot, day.day, { channel: 'ward' })
	};
	return {
		plan: teamDayOf(day),
		windowsFor(waiter) {
			const { area, pool } = (waiter as Asking).of;
			return day.left[pool] < 1 || day.off_areas?.includes(area) ? [] : windows[pool];
		}
	};
}

function asking(of: Waiting, first_choices: number): Asking {
	const first = of.why === 'postponed';
	const { case: id, place, minutes: service, requires, days, kept, tried } = of;
	const most = first ? first_choices : 1;
	return { id, place, service, requires, days, first, most, kept, tried, of };
}

/** A place fewer in every pool. One that was kept for the hotline may leave the web as many as before: the next look tells. */
function spend({ left }: OpenDay): void {
	left.web -= 1;
	left.hotline -= 1;
	left.ward -= 1;
}
