/** What stands in a plan and what waits beside it, under the names by which the planner knows it. */
import type {
	Ability,
	PlanDay,
	PlanStop,
	ReadyCard,
	Rounds,
	Unplaced,
	WrittenStop
} from './rounds.ts';

/** One visit, gathering or card leg: what it is. Where it stands is the layout's. */
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
	/** Since when somebody waits. */
	since: string | null;
};

/** Where one thing stands in a day, and its window. */
export type Laid = { id: string; from: number; to: number };
/** The order of every team-day. */
export type Layout = Readonly<Record<string, readonly Laid[]>>;

/** The cards of a visit travel under a name of their own, since both may stand in one plan. */
const idOf = ({ kind, subject }: Pick<Fact, 'kind' | 'subject'>): string =>
	kind === 'card' ? `card:${subject}` : subject;

const nothing = {
	version: null,
	phone: null,
	pinned: false,
	held: false,
	late: false,
	unconfirmed: false,
	progress: null,
	home: null,
	since: null
} as const;

const ofStop = ({ id, day }: PlanDay, stop: PlanStop): Fact => ({
	...nothing,
	...stop,
	id: idOf(stop),
	home: { id, day }
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

export function factsOf({ days, unplaced, cards }: Rounds): Map<string, Fact> {
	const all = [
		...days.flatMap((day) => day.stops.map((stop) => ofStop(day, stop))),
		...unplaced.map(ofVisit),
		...cards.map(ofCard)
	];
	return new Map(all.map((fact) => [fact.id, fact]));
}

/** The plan as it stands on the server. */
export const layoutOf = ({ days }: Rounds): Layout =>
	Object.fromEntries(
		days.map(({ id, stops }) => [
			id,
			stops.map((stop) => ({ id: idOf(stop), from: stop.from, to: stop.to }))
		])
	);
