/** What stands in a plan and what waits beside it, under the names by which the planner knows it. */
import type {
	Ability,
	Errand,
	PlanDay,
	PlanStop,
	ReadyCard,
	Rounds,
	Unplaced,
	WrittenStop
} from './rounds.ts';

/** One visit, gathering, card leg or errand: what it is. Where it stands is the layout's. */
export type Fact = {
	id: string;
	subject: string;
	kind: WrittenStop['kind'];
	case: string | null;
	/** Of the case; for commands about it. */
	version: number | null;
	reference: string | null;
	name: string | null;
	/** Of whoever has to be called before a window is promised. */
	phone: string | null;
	people: number;
	place: string;
	service: number;
	requires: readonly Ability[];
	pinned: boolean;
	held: boolean;
	late: boolean;
	unconfirmed: boolean;
	progress: PlanStop['progress'];
	/** Where it stands on the server; null for what waits. */
	home: { id: string; day: string } | null;
	/** The one calendar day on which it may stand, of an errand that waits. */
	only: string | null;
	/** Since when somebody waits. */
	since: string | null;
	/** What is left of a day that was postponed, or on which nobody opened: the visit itself waits beside the plan. */
	spent: boolean;
};

/** Where one thing stands in a day, and its window. */
export type Laid = { id: string; from: number; to: number };
/** The order of every team-day. */
export type Layout = Readonly<Record<string, readonly Laid[]>>;

/**
 * A name for the planner. The cards of a visit have one of their own, since both may stand in one plan; so has the place that
 * a visit had before it came to wait for another.
 */
const idOf = ({ kind, subject }: Pick<Fact, 'kind' | 'subject'>, waits?: ReadonlySet<string>) =>
	kind === 'card' ? `card:${subject}` : waits?.has(subject) ? `was:${subject}` : subject;

const waiting = ({ unplaced }: Rounds): ReadonlySet<string> =>
	new Set(unplaced.map(({ subject }) => subject));

const nothing = {
	version: null,
	phone: null,
	pinned: false,
	held: false,
	late: false,
	unconfirmed: false,
	progress: null,
	home: null,
	only: null,
	since: null,
	spent: false
} as const;

const ofStop = ({ id, day }: PlanDay, stop: PlanStop, waits: ReadonlySet<string>): Fact => ({
	...nothing,
	...stop,
	id: idOf(stop, waits),
	home: { id, day },
	spent: stop.kind === 'visit' && waits.has(stop.subject)
});

const ofVisit = (visit: Unplaced): Fact => ({
	...nothing,
	...visit,
	id: visit.subject,
	kind: 'visit'
});

const ofCard = (card: ReadyCard): Fact => ({
	...nothing,
	...card,
	id: idOf({ kind: 'card', subject: card.subject }),
	kind: 'card',
	people: card.cards,
	requires: []
});

const ofErrand = ({ subject, day, place, service }: Errand): Fact => ({
	...nothing,
	id: subject,
	subject,
	kind: 'support',
	case: null,
	reference: null,
	name: null,
	people: 0,
	place,
	service,
	requires: [],
	only: day
});

/** Nobody was promised an hour for it: it may be put aside, and has all hours of its day. */
export const isLeg = ({ kind }: Pick<Fact, 'kind'>): boolean =>
	kind === 'card' || kind === 'support';

export function factsOf(rounds: Rounds): Map<string, Fact> {
	const { days, unplaced, cards, errands } = rounds;
	const waits = waiting(rounds);
	const all = [
		...days.flatMap((day) => day.stops.map((stop) => ofStop(day, stop, waits))),
		...unplaced.map(ofVisit),
		...cards.map(ofCard),
		...errands.map(ofErrand)
	];
	return new Map(all.map((fact) => [fact.id, fact]));
}

/** The plan as it stands on the server. */
export function layoutOf(rounds: Rounds): Layout {
	const waits = waiting(rounds);
	return Object.fromEntries(
		rounds.days.map(({ id, stops }) => [
			id,
			stops.map((stop) => ({ id: idOf(stop, waits), from: stop.from, to: stop.to }))
		])
	);
}
