import { replan, TOLERANCE } from '#shared/planner/replan.ts';
import { minutesBetween, type Window } from '#shared/planner/shapes.ts';
import type { Said } from './field-entry.ts';
import type { FieldDay, FieldStop } from './field-rounds.ts';
import { beganAt, freeAt, roadsOf, underway } from './field-underway.ts';
import { isOver, isThere } from './field-view.ts';

/** The shortest promise that is worth a call; it begins when the team can be there. */
const AGREED = 60;

export type Line = {
	stop: FieldStop;
	/** What was planned, or told on the phone. */
	planned: number;
	travel: number;
	start: number;
	finish: number;
	/** The window that was promised is lost. */
	late: boolean;
	/** Some road leads there today. */
	reached: boolean;
	/** Somebody has to hear of it: the window is lost, or the hour is quite another. */
	call: boolean;
};

/** The window that is offered on the phone for a new beginning; null where the visit would end after the shift. */
export function offered(day: FieldDay, start: number, service: number): Window | null {
	const shift = day.shifts.findLast(({ from }) => from <= start);
	const from = Math.floor(start / 5) * 5;
	const to = Math.min(from + AGREED, (shift?.to ?? 0) - service);
	return start <= to && from < to ? { from, to } : null;
}

/** The rest of a day planned anew on the phone: what it was, what it would be, whom to call first, and what was agreed. */
export class Replanning {
	readonly day: FieldDay;
	/** In their new order. */
	lines: readonly Line[] = [];
	/** No road leads there today: the desk has to find another day for them before the plan can be taken. */
	unreached: readonly Line[] = [];
	/** When the team is home; null where nothing is left. */
	readonly back: number | null;
	#there: FieldStop | undefined;
	#service: number;
	#agreed = $state.raw<Readonly<Record<string, Window>>>({});

	/** @param minute now, after midnight @param more minutes that the visit going on needs beyond what was planned */
	constructor(day: FieldDay, minute: number, more = 0) {
		this.day = day;
		this.#there = day.stops.find(isThere);
		const longer = this.#there && { ...this.#there, service: this.#there.service + more };
		this.#service = longer ? freeAt(longer, minute) - beganAt(longer) : 0;
		const stops = day.stops.map((stop) => (isThere(stop) && longer ? longer : stop));
		const way = underway({ ...day, stops }, minute);
		const travel = roadsOf(day);
		const made = replan(way, travel, { tolerance: TOLERANCE });
		const known = (id: string) => day.stops.find(({ subject }) => subject === id)!;
		this.lines = made.legs.map(({ id, travel, start, finish, late }) => {
			const stop = known(id);
			const told = { planned: stop.start, call: made.call.includes(id) };
			return { stop, ...told, travel, start, finish, late, reached: true };
		});
		this.back = made.back;
		for (const id of made.skipped) {
			const stop = known(id);
			const last = this.lines.at(-1);
			const [place, free] = last ? [last.stop.place, last.finish] : [way.at, way.free];
			const minutes = minutesBetween(travel, place, stop.place);
			const start = free + minutes;
			const finish = start + stop.service;
			const told = { planned: stop.start, call: made.call.includes(id), late: true };
			// The server knows no day on which a card was forgotten: it comes last, after hours, or nobody can get there at all.
			const reached = finish < 1440;
			const line = { stop, ...told, travel: minutes, start, finish, reached };
			if (reached) this.lines = [...this.lines, line];
			else this.unreached = [...this.unreached, line];
		}
	}

	/** Whom to call: who loses a window first, then in the order of the day. */
	get calls(): Line[] {
		return [...this.lines, ...this.unreached]
			.filter(({ call }) => call)
			.sort((a, b) => Number(b.late) - Number(a.late) || a.start - b.start);
	}
	/** Nobody has to be told, and nothing stands in another order. */
	get isQuiet(): boolean {
		return this.calls.length === 0 && this.unreached.length === 0;
	}

	agreed(subject: string): Window | null {
		return this.#agreed[subject] ?? null;
	}

	/** The resident has said yes on the phone: from now on this is what was promised. Null takes it back. */
	agree(subject: string, window: Window | null) {
		const { [subject]: _before, ...others } = this.#agreed;
		this.#agreed = window ? { ...others, [subject]: window } : others;
	}

	/** What the server is told: the visit going on, with the minutes it takes, and all that follows. */
	get said(): Said<'rounds_replan'> {
		const there =
			this.#there && written(this.day, this.#there, beganAt(this.#there), this.#service);
		const rest = this.lines.map(({ stop, travel, start, finish, late }) => ({
			subject: stop.subject,
			service: stop.service,
			...{ travel, start, finish, late },
			agreed: this.agreed(stop.subject)
		}));
		return { team_day: this.day.id, stops: [...(there ? [there] : []), ...rest] };
	}
}

type Stops = Said<'rounds_replan'>['stops'];

/** A stop where it stands in the day. The way to where the team is has been driven; it began in the shift, whenever they left. */
function written(day: FieldDay, stop: FieldStop, start: number, service: number): Stops[number] {
	const shift = day.shifts.findLast(({ from }) => from <= start);
	return {
		subject: stop.subject,
		service,
		travel: Math.max(0, Math.min(stop.travel, start - (shift?.from ?? 0))),
		start,
		finish: start + service,
		late: stop.late,
		agreed: null
	};
}

/** Somebody who was not reached before has said yes to a new window: the day as it stands, with this promise. */
export function agreedLater(day: FieldDay, subject: string, window: Window): { stops: Stops } {
	const stops = day.stops
		.filter((stop) => !isOver(stop))
		.map((stop) => {
			const start = isThere(stop) ? beganAt(stop) : stop.start;
			const one = written(day, stop, start, stop.service);
			const travel = isThere(stop) ? one.travel : stop.travel;
			return { ...one, travel, agreed: stop.subject === subject ? window : null };
		});
	return { stops };
}
