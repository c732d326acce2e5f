/** What the server says of a span of days, and what it takes to reckon with it. */
import { localMinutes, weekday } from '#shared/days/index.ts';
import type { TeamDay, Travel, Window } from '#shared/planner/index.ts';
import { travelBetween, travelOn } from '#shared/travel/index.ts';
import { factsOf, isLeg, layoutOf, type Fact, type Laid, type Layout } from './plan-facts.ts';
import { timesOf, type Break, type Times } from './plan-times.ts';
import type { Ability, PlanDay, Rounds } from './rounds.ts';

/** Why something may not stand on a day, before any minute is reckoned. */
export type Refusal =
	/** A promise keeps its calendar day. */
	| 'other_day'
	/** It is done, or the team stands before the door. */
	| 'fixed'
	/** The day has begun or is over: it is led from the road. */
	| 'underway'
	| 'shut'
	| 'pinned'
	/** A gathering stays with the team that opened it. */
	| 'gathering'
	/** Somebody is filling in a form for it, or was asked. */
	| 'held'
	/** The day has as many visits as it may hold. */
	| 'full'
	/** Nobody may be promised anything on that day. */
	| 'no_window';

export class Standing {
	readonly rounds: Rounds;
	readonly facts: ReadonlyMap<string, Fact>;
	/** The plan as it stands on the server. */
	readonly layout: Layout;
	#days: ReadonlyMap<string, PlanDay>;
	#travel: Travel;
	#onDay = new Map<string, Travel>();
	#times = new WeakMap<readonly Laid[], Map<string, Times>>();

	constructor(rounds: Rounds) {
		this.rounds = rounds;
		this.facts = factsOf(rounds);
		this.layout = layoutOf(rounds);
		this.#days = new Map(rounds.days.map((day) => [day.id, day]));
		this.#travel = travelBetween(rounds.ground);
	}

	fact(id: string): Fact {
		const fact = this.facts.get(id);
		if (!fact) throw new RangeError('unknown_stop');
		return fact;
	}

	/** The team-day of that id; undefined once it is gone. */
	day(id: string): PlanDay | undefined {
		return this.#days.get(id);
	}

	/** The ways of a calendar day, closed roads in them. */
	travelOn(day: string): Travel {
		const known = this.#onDay.get(day);
		if (known) return known;
		const travel = travelOn(day, this.#travel, this.rounds.ground.closed);
		this.#onDay.set(day, travel);
		return travel;
	}

	/** The team-day as the planner takes it, with `list` in its order. */
	teamDay(day: PlanDay, list: readonly Laid[]): TeamDay {
		return {
			id: day.id,
			day: day.day,
			start: day.start_place,
			end: day.start_place,
			shifts: day.shifts.map(({ from, to }) => ({ from, to })),
			abilities: day.abilities,
			stops: list.map(({ id, from, to }) => {
				const fact = this.fact(id);
				const { place, service, pinned, kind, held, spent } = fact;
				// A promise stays with a team that lacks something, until somebody moves it.
				const lacks = fact.home?.id === day.id && this.#lacks(fact, day).length > 0;
				const stays = pinned || held || spent || lacks || kind === 'gathering';
				const requires = lacks ? [] : fact.requires;
				return { id, place, service, requires, pinned: stays, window: { from, to } };
			})
		};
	}

	times(day: PlanDay, list: readonly Laid[]): Times {
		const known = this.#times.get(list)?.get(day.id);
		if (known) return known;
		const times = this.underway(day)
			? asTold(day, list)
			: this.#named(day, timesOf(this.teamDay(day, list), this.travelOn(day.day)));
		const ofList = this.#times.get(list) ?? new Map<string, Times>();
		this.#times.set(list, ofList.set(day.id, times));
		return times;
	}

	#lacks({ requires }: Fact, { abilities }: PlanDay): Ability[] {
		return requires.filter((one) => !abilities.includes(one));
	}

	/** What a team lacks for a promise that stays with it is named, too. */
	#named(day: PlanDay, times: Times): Times {
		const stops = times.stops.map((timed) => {
			const missing = this.#lacks(this.fact(timed.id), day);
			if (missing.length === 0 || timed.breaks.some(({ kind }) => kind === 'unable')) return timed;
			return { ...timed, breaks: [...timed.breaks, { kind: 'unable', missing } as const] };
		});
		return { ...times, stops, broken: stops.reduce((sum, one) => sum + one.breaks.length, 0) };
	}

	/** Whether a broken rule keeps the plan from being taken: not what the road has lost already, nor what was so before. */
	blocks(fact: Fact, day: PlanDay, { kind }: Break): boolean {
		if (kind === 'unable') return fact.home?.id !== day.id;
		return !fact.late;
	}

	/** Whether `list` leaves no place for one more visit. */
	full(day: PlanDay, list: readonly Laid[]): boolean {
		const visits = (some: readonly Laid[]) =>
			some.filter(({ id }) => this.fact(id).kind === 'visit').length;
		return visits(list) >= Math.max(day.places, visits(this.layout[day.id] ?? []));
	}

	/** It has begun, or is over. */
	underway({ day, shifts, stops }: PlanDay): boolean {
		const { today, now } = this.rounds;
		if (day !== today) return day < today;
		const begins = Math.min(...shifts.map(({ from }) => from));
		return localMinutes(new Date(now)) >= begins || stops.some(({ progress }) => progress !== null);
	}

	/** The windows that may be promised on a day to somebody who has none. */
	windows(day: PlanDay): Window[] {
		const { today, now } = this.rounds;
		const earliest = day.day === today ? localMinutes(new Date(now)) : 0;
		return this.rounds.windows
			.filter((one) => one.weekday === weekday(day.day) && one.from >= earliest)
			.filter(({ from, to }) => day.shifts.some((shift) => from < shift.to && to >= shift.from))
			.map(({ from, to }) => ({ from, to }));
	}

	/** Windows that something may have on a day: the one it was promised, or all hours of the day where none is. */
	windowsOf(fact: Fact, day: PlanDay, laid: Laid | undefined): Window[] {
		if (fact.home && laid) return [{ from: laid.from, to: laid.to }];
		return isLeg(fact) ? [this.hours(day)] : this.windows(day);
	}

	/** From the first shift's beginning to the last one's end. */
	hours({ shifts }: PlanDay): Window {
		const from = Math.min(...shifts.map((one) => one.from));
		return { from, to: Math.max(...shifts.map((one) => one.to)) };
	}

	/** Why something may not be moved at all. */
	stuck({ progress, spent, home }: Fact): Refusal | null {
		const day = home && this.day(home.id);
		if (progress !== null || spent) return 'fixed';
		return day && this.underway(day) ? 'underway' : null;
	}

	refusal(fact: Fact, day: PlanDay): Refusal | null {
		const { home, kind, only } = fact;
		const stuck = this.stuck(fact);
		if (stuck) return stuck;
		if (home?.id === day.id) return null;
		if (day.day !== (home?.day ?? only ?? day.day)) return 'other_day';
		if (this.underway(day)) return 'underway';
		if (home && kind === 'gathering') return 'gathering';
		if (fact.held) return 'held';
		if (home && fact.pinned) return 'pinned';
		if (day.shut) return 'shut';
		if (!home && kind === 'visit' && this.windows(day).length === 0) return 'no_window';
		return null;
	}
}

/** A day that has begun is not reckoned anew here: the road knows more of it. */
function asTold({ stops }: PlanDay, list: readonly Laid[]): Times {
	return {
		stops: stops.map(({ travel, start, finish }, at) => ({
			id: list[at]!.id,
			travel,
			arrive: start,
			start,
			finish,
			slack: 0,
			breaks: []
		})),
		travel: stops.reduce((sum, { travel }) => sum + travel, 0),
		finish: stops.at(-1)?.finish ?? null,
		back: null,
		broken: 0,
		strain: 0
	};
}
