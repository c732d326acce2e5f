/** The day as an officer on the road has to see it: what the server said last, and over it what is not sent yet. */
import { dayOf } from '#lib/platform/format.ts';
import { localMinutes } from '#shared/days/index.ts';
import { counting, type FieldEntry } from './field-entry.ts';
import type { FieldDay, FieldRow, FieldStop } from './field-rounds.ts';

/** What the server answered to a command on a case. */
export type Answered = { state?: FieldRow['state']; version?: number };

/** The day with all that counts laid over it, in the order in which it was said. */
export const fieldView = (day: FieldDay, entries: readonly FieldEntry[]): FieldDay =>
	counting(entries).reduce((seen, entry) => laidOver(seen, entry), day);

/**
 * The day after one command. Used before the answer, and with the answer for what is kept until the day is read again. A
 * command about something that the day no longer has changes nothing: the server decides about that one.
 */
export function laidOver(day: FieldDay, entry: FieldEntry, answer: Answered = {}): FieldDay {
	const at = Math.min(localMinutes(new Date(entry.at)), 1439);
	switch (entry.door) {
		case 'rounds_leave':
			return stops(
				day,
				({ subject }) => subject === entry.args.subject,
				(stop) => ({ ...stop, left: stop.left ?? at })
			);
		case 'rounds_arrive':
			return stops(
				day,
				({ subject }) => subject === entry.args.subject,
				(stop) => ({
					...stop,
					arrived: stop.arrived ?? at,
					progress: stop.progress ?? 'there'
				})
			);
		case 'rounds_errand':
			return stops(
				day,
				({ subject }) => subject === entry.args.subject,
				(stop) => ({
					...stop,
					arrived: stop.arrived ?? at,
					progress: 'done',
					errand: stop.errand && { ...stop.errand, came: entry.args.came }
				})
			);
		case 'rounds_outcome': {
			const { id, began, people } = entry.args;
			return stops(day, has(id), (stop) => {
				const from = began ?? Math.max(stop.arrived ?? stop.from, stop.from);
				const times = { began: Math.min(from, at), ended: Math.max(at, from) };
				return finished({
					...stop,
					rows: stop.rows.map((row) =>
						row.case === id ? { ...told(row, people, times), ...answer } : row
					)
				});
			});
		}
		case 'rounds_called':
			return stops(day, has(entry.args.id), (stop) => answered(stop, entry.args.id, answer));
		case 'rounds_card': {
			const { id, people } = entry.args;
			return stops(day, has(id), (stop) =>
				finished({
					...answered(stop, id, answer),
					cards: stop.cards.map((card) =>
						people.includes(card.person) ? { ...card, handed: true } : card
					)
				})
			);
		}
		case 'rounds_replan':
			return {
				...reordered(day, entry.args.stops, answer.version !== undefined),
				version: answer.version ?? day.version
			};
		case 'rounds_road': {
			const { from_place, to_place, minutes, until } = entry.args;
			const road = {
				from: from_place,
				to: to_place,
				minutes,
				from_day: dayOf(entry.at),
				to_day: dayOf(until)
			};
			return { ...day, ground: { ...day.ground, closed: [...day.ground.closed, road] } };
		}
		case 'rounds_met':
			return day;
	}
}

/** Nobody was promised an hour: cards, and an errand to a household. */
export const isLeg = ({ kind }: FieldStop): boolean => kind === 'card' || kind === 'support';

/** Nothing is left to do there. */
export const isOver = ({ progress }: FieldStop): boolean => progress === 'done';

/** The team stands before the door, or is inside. */
export const isThere = ({ progress }: FieldStop): boolean => progress === 'there';

const ahead: readonly FieldRow['state'][] = [
	'held',
	'confirmed',
	'returned',
	'postponed',
	'waiting'
];

/** It is known what became of the household; the same states as SQL's `booking.is_over`. */
export const isTold = ({ state }: FieldRow): boolean => !ahead.includes(state);

/** The one that the team is at, else the next on its way; undefined when the day is done. */
export const currentOf = ({ stops }: FieldDay): FieldStop | undefined =>
	stops.find(isThere) ?? stops.find((stop) => !isOver(stop));

/** The stop that a command is about; undefined for what is about the day, or somebody met on the way. */
export function stopOf(day: FieldDay, entry: FieldEntry): FieldStop | undefined {
	if ('subject' in entry.args) {
		const { subject } = entry.args;
		return day.stops.find((stop) => stop.subject === subject);
	}
	return 'id' in entry.args ? day.stops.find(has(entry.args.id)) : undefined;
}

const has =
	(id: string) =>
	({ rows }: FieldStop): boolean =>
		rows.some((row) => row.case === id);

const stops = (
	day: FieldDay,
	which: (stop: FieldStop) => boolean,
	then: (stop: FieldStop) => FieldStop
): FieldDay => ({ ...day, stops: day.stops.map((stop) => (which(stop) ? then(stop) : stop)) });

const answered = (stop: FieldStop, id: string, answer: Answered): FieldStop => ({
	...stop,
	rows: stop.rows.map((row) => (row.case === id ? { ...row, ...answer } : row))
});

/** A stop is over when everybody there is told of, or for its cards when all are in the right hands. */
function finished(stop: FieldStop): FieldStop {
	const over =
		stop.kind === 'card' ? stop.cards.every(({ handed }) => handed) : stop.rows.every(isTold);
	return over ? { ...stop, progress: 'done' } : stop;
}

type Served = Extract<FieldEntry, { door: 'rounds_outcome' }>['args']['people'];

/** A household after its outcome, and the state that it will have: SQL's `booking.settled_state`. */
function told(row: FieldRow, served: Served, attended: FieldRow['attended']): FieldRow {
	const outcomes = new Map(served.map(({ id, outcome }) => [id, outcome]));
	const people = row.people.map((person) => ({
		...person,
		outcome: outcomes.get(person.id) ?? person.outcome
	}));
	const again = people.some(
		({ outcome }) =>
			!outcome || ['absent', 'prints_unreadable', 'needs_another_visit'].includes(outcome)
	);
	const captured = people.some(({ outcome }) => outcome === 'captured');
	return {
		...row,
		people,
		attended,
		state: again ? 'revisit' : captured ? 'captured' : 'cancelled'
	};
}

type Written = Extract<FieldEntry, { door: 'rounds_replan' }>['args']['stops'];

/** What is over stays where it was; the rest follows as it was planned anew, and what a plan does not know comes last. */
function reordered(day: FieldDay, written: Written, taken: boolean): FieldDay {
	const place = new Map(written.map(({ subject }, index) => [subject, index]));
	const rank = (stop: FieldStop) => (isOver(stop) ? -1 : (place.get(stop.subject) ?? Infinity));
	const planned = day.stops.map((stop): FieldStop => {
		const anew = isOver(stop) ? undefined : written[place.get(stop.subject) ?? -1];
		if (!anew) return stop;
		const { service, travel, start, finish, agreed } = anew;
		return {
			...stop,
			...agreed,
			...{ service, travel, start, finish },
			late: anew.late && !agreed,
			// A new promise is a new version of the case.
			rows: stop.rows.map((row) => (agreed && taken ? { ...row, version: row.version + 1 } : row))
		};
	});
	return {
		...day,
		stops: planned.sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0))
	};
}
