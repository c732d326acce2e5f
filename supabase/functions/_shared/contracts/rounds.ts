/** The room `rounds`: which team goes where, as a lead plans it. What happens on the road is in `rounds-field.ts`. */
import * as z from 'zod/mini';
import type { Door } from './door.ts';
import { areaCode, caseAnswer, caseState, day, instant, key, minutes, uuid } from './basics.ts';
import { need, shift } from './booking.ts';

/** An officer. */
export const person = z.object({ id: uuid, name: z.string() });

/** What only some teams have and some visits need. */
const ability = z.enum(['car', 'woman_officer', 'interpreter_hre', 'small_kit']);
const abilities = z.array(ability).check(z.maxLength(ability.options.length));

/** A card leg and an errand to a family have the hours of their day as their window: they are promised to nobody at an hour. */
export const stopKind = z.enum(['visit', 'gathering', 'card', 'support']);

/** What has happened is not moved: the team stands before the door, or has left. */
export const progress = z.enum(['there', 'done']);

/** A place as the planner names it. */
export const placeId = z
	.string()
	.check(z.regex(/^(hamlet:[0-9a-f-]{36}|area:\d{5}|unit:\d{5})$/, 'bad_format'));

/** All that `travelBetween` and `travelOn` ask for. `name` is what people of the unit call the place. */
export const ground = z.object({
	places: z.array(z.object({ id: z.string(), name: z.string(), lat: z.number(), lon: z.number() })),
	overrides: z.array(z.object({ from: z.string(), to: z.string(), minutes: z.int() })),
	closed: z.array(
		z.object({
			from: z.string(),
			to: z.nullable(z.string()),
			minutes: z.nullable(z.int()),
			from_day: day,
			to_day: day
		})
	),
	settings: z.object({ road_factor: z.number(), speed_kmh: z.number() })
});

const planStop = z.object({
	/** Of a visit or gathering; a card leg has the id of the visit whose cards it brings. */
	subject: uuid,
	kind: stopKind,
	/** Null for a gathering, and for an errand, of which nobody here knows more than the place. */
	case: z.nullable(uuid),
	version: z.nullable(z.int()),
	reference: z.nullable(z.string()),
	state: z.nullable(caseState),
	/** Who is visited, or what the gathering is called; null once erased. */
	name: z.nullable(z.string()),
	people: z.int(),
	place: z.string(),
	from: minutes,
	to: minutes,
	service: z.int(),
	travel: z.int(),
	start: minutes,
	finish: minutes,
	/** A window kept while somebody fills in a form, or for one who waits: nobody's promise yet. */
	held: z.boolean(),
	/** Stays with this team, whatever is planned. */
	pinned: z.boolean(),
	requires: abilities,
	/** The window can no longer be kept; the resident has to hear it on the phone. */
	late: z.boolean(),
	/** Not confirmed two days before the day, or later. */
	unconfirmed: z.boolean(),
	progress: z.nullable(progress)
});

const planDay = z.object({
	id: uuid,
	team: uuid,
	team_name: z.string(),
	day,
	version: z.int(),
	/** Nobody is to be put here: closed, without a kit, postponed. What stands there may leave. */
	shut: z.boolean(),
	/** Visits that the day may hold, in all its pools. */
	places: z.int(),
	start_place: z.string(),
	shifts: z.array(shift),
	abilities,
	crew: z.array(person),
	stops: z.array(planStop)
});

/** A visit that has no window: waiting, postponed, or to be visited again. */
const unplaced = z.object({
	subject: uuid,
	case: uuid,
	version: z.int(),
	reference: z.string(),
	state: caseState,
	name: z.nullable(z.string()),
	phone: z.nullable(z.string()),
	people: z.int(),
	area: areaCode,
	place: z.string(),
	service: z.int(),
	requires: abilities,
	since: instant
});

/** Cards that lie ready and have no leg yet. */
const readyCard = z.object({
	subject: uuid,
	case: uuid,
	reference: z.string(),
	name: z.nullable(z.string()),
	cards: z.int(),
	place: z.string(),
	service: z.int()
});

/** A visit to a family that waits for a team of its day. */
const errand = z.object({ subject: uuid, day, place: z.string(), service: z.int() });

/** One stop of a plan that is to be written; times as the planner's legs have them. */
const writtenStop = z.strictObject({
	subject: uuid,
	kind: stopKind,
	from: minutes,
	to: minutes,
	service: z.int().check(z.gte(1), z.lte(1440)),
	travel: z.int().check(z.gte(0), z.lte(1440)),
	start: minutes,
	finish: minutes
});

/** What minutes are reckoned for: the first person, each further one, handing over cards, and each need. */
const thing = z.enum(['first', 'next', 'card', ...need.options]);

const ok = z.object({ ok: z.literal(true) });

export const doors = {
	/** The days of all teams in a span of at most 14 days, and what has no place in them. Leads. */
	rounds_plan: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ from_day: day, to_day: day }),
		answer: z.object({
			now: instant,
			today: day,
			ground,
			windows: z.array(z.object({ weekday: z.int(), from: minutes, to: minutes })),
			days: z.array(planDay),
			unplaced: z.array(unplaced),
			cards: z.array(readyCard),
			errands: z.array(errand),
			/** Field officers of the unit, for the crews. */
			officers: z.array(person)
		})
	},
	/**
	 * Writes a plan over several days in one transaction, through the rules of every commit: nobody's promise is missing or
	 * other than it was. `placed` names the cases that had no window and get one now. Refusals: `stale`, `broken_plan` (field:
	 * which rule), `pool_full`, `day_closed`, `unable`, `already_there` (409), `busy` (503).
	 */
	rounds_accept: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			days: z
				.array(
					z.strictObject({
						team_day: uuid,
						version: z.int(),
						stops: z.array(writtenStop).check(z.maxLength(60))
					})
				)
				.check(z.minLength(1, 'required'), z.maxLength(40)),
			placed: z.array(z.strictObject({ case: uuid, version: z.int() })).check(z.maxLength(100))
		}),
		answer: z.object({
			days: z.array(z.object({ id: uuid, version: z.int() })),
			placed: z.array(caseAnswer)
		})
	},
	/** Keeps a stop with its team, or lets it go. */
	rounds_pin: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, subject: uuid, pinned: z.boolean() }),
		answer: ok
	},
	/** What a visit needs of its team; the desk. */
	rounds_require: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, version: z.int(), requires: abilities }),
		answer: caseAnswer
	},
	/** What a team has; leads. */
	rounds_abilities: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, team: uuid, abilities }),
		answer: ok
	},
	/** Who drives on a day, all of them; leads. */
	rounds_crew: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, team_day: uuid, officers: z.array(uuid).check(z.maxLength(6)) }),
		answer: ok
	},
	/** What visits really took, beside what is reckoned with. `what`: first, next, or the name of a need. Leads. */
	rounds_durations: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({
			/** So many visits weigh as much as the figure in use. */
			weight: z.int(),
			rows: z.array(
				z.object({
					what: thing,
					/** Minutes reckoned with now. */
					used: z.int(),
					/** Visits that speak of this alone. */
					visits: z.int(),
					/** Of those visits, what this took; null while there is none. */
					median: z.nullable(z.number()),
					/** The median drawn to the figure in use while there are few. */
					learned: z.nullable(z.int())
				})
			)
		})
	},
	/** Sets minutes reckoned with from now on; promises already made keep their length. Leads. */
	rounds_durations_take: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			rows: z
				.array(
					z.strictObject({
						what: thing,
						used: z.int(),
						minutes: z.int().check(z.gte(0), z.lte(240))
					})
				)
				.check(z.minLength(1, 'required'), z.maxLength(20))
		}),
		answer: ok
	},
	/** Days driven in a span of at most 366 days, against the plan. Leads. */
	rounds_figures: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ from_day: day, to_day: day }),
		answer: z.object({
			today: day,
			days: z.array(
				z.object({
					team_day: uuid,
					day,
					team_name: z.string(),
					/** Visits that stood in the day when it began, and those with an outcome other than absent. */
					planned: z.int(),
					served: z.int(),
					/** Windows in which service began, of those whose beginning is known. */
					kept: z.int(),
					known: z.int(),
					/** Minutes of way, as planned, and as driven where arrivals tell it. */
					travel: z.int(),
					driven: z.nullable(z.int()),
					/** Minutes of service, as planned and as spent, of the visits whose length is known. */
					service: z.int(),
					spent: z.nullable(z.int())
				})
			),
			/** Median days from asking to the outcome, by hamlet. */
			waits: z.array(
				z.object({ place: z.string(), name: z.string(), visits: z.int(), days: z.number() })
			)
		})
	}
} as const satisfies Record<string, Door>;
