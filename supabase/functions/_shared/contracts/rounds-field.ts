/**
 * The room `rounds` on the road: the day that goes along on the phone, and the commands that wait there for a signal. Each has
 * the device's time (`at`), corrected by the last known difference to the server's; the server trusts it within the day alone.
 */
import * as z from 'zod/mini';
import { personName, plainText } from '../text/index.ts';
import type { Door } from './door.ts';
import { areaCode, caseAnswer, day, instant, key, minutes, uuid } from './basics.ts';
import { birth } from '../days/index.ts';
import { need, outcome, served, service, shift } from './booking.ts';
import { errandFace, sheetRow } from './booking-paper.ts';
import { ground, person, placeId, progress, stopKind } from './rounds.ts';

/** A stop as the field app has it: with all who are served there, as the run sheet has them. */
const fieldStop = z.object({
	subject: uuid,
	kind: stopKind,
	place: z.string(),
	/** What the gathering is called. */
	name: z.nullable(z.string()),
	from: minutes,
	to: minutes,
	service: z.int(),
	travel: z.int(),
	start: minutes,
	finish: minutes,
	pinned: z.boolean(),
	late: z.boolean(),
	/** When the team set out for it, if it is the first of a shift; minutes after midnight, as all times. */
	left: z.nullable(minutes),
	/** When the team came, minutes after midnight. */
	arrived: z.nullable(minutes),
	progress: z.nullable(progress),
	rows: z.array(sheetRow),
	/** Of an errand to a family all that a team knows; `came`: somebody was met. */
	errand: z.nullable(z.object({ ...errandFace.shape, came: z.nullable(z.boolean()) })),
	/** Cards to be handed over here, theirs or of a person named at the visit. */
	cards: z.array(
		z.object({
			person: uuid,
			name: z.nullable(z.string()),
			/** Who may take it instead of the owner. */
			receiver: z.nullable(z.string()),
			handed: z.boolean()
		})
	)
});

const fieldDay = z.object({
	id: uuid,
	version: z.int(),
	day,
	today: day,
	/** When the server answered. */
	at: instant,
	team_name: z.string(),
	unit_name: z.string(),
	kit: z.nullable(z.string()),
	start_place: z.string(),
	shifts: z.array(shift),
	reader: person,
	crew: z.array(person),
	/** Minutes without a hand after which the app locks. */
	idle_minutes: z.int(),
	durations: z.object({
		first_person_minutes: z.int(),
		next_person_minutes: z.int(),
		need_minutes: z.record(z.string(), z.int())
	}),
	ground,
	/** Areas and hamlets of the unit, for a new visit met on the way. */
	areas: z.array(
		z.object({
			code: areaCode,
			name: z.string(),
			hamlets: z.array(z.object({ id: uuid, name: z.string() }))
		})
	),
	stops: z.array(fieldStop)
});

const command = { key, team_day: uuid, at: instant };
const dayAnswer = z.object({ id: uuid, version: z.int() });

export const doors = {
	/** Days that the officer may drive, yesterday to tomorrow; `mine`: they are of the crew. */
	rounds_days: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({
			today: day,
			days: z.array(
				z.object({
					id: uuid,
					day,
					team_name: z.string(),
					stops: z.int(),
					mine: z.boolean(),
					crew: z.array(z.string())
				})
			)
		})
	},
	/** "Tôi đi với tổ này": a field officer joins the crew of a day, or leaves it. */
	rounds_join: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, team_day: uuid, joined: z.boolean() }),
		answer: z.object({ ok: z.literal(true) })
	},
	/** All of the day that goes along. Only for its crew (`not_of_the_crew`, 403). Each case in it counts as read. */
	rounds_day: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ team_day: uuid }),
		answer: fieldDay
	},
	/** The team sets out for the first stop of a shift; who waits there is told. Said twice, the first time counts. */
	rounds_leave: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ ...command, subject: uuid }),
		answer: z.object({ id: uuid, left: minutes })
	},
	/** The team stands before the door. Said twice, the first time counts. */
	rounds_arrive: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ ...command, subject: uuid }),
		answer: z.object({ id: uuid, arrived: minutes })
	},
	/** At the door of an errand: whether somebody was met. Said twice, the last word counts. */
	rounds_errand: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ ...command, subject: uuid, came: z.boolean() }),
		answer: z.object({ id: uuid, came: z.boolean() })
	},
	/**
	 * What happened to each person, as `booking_outcome`; with it when service ended. `began`: when it really began, where the
	 * officer corrects it; else the arrival, or the window's beginning if they were there before it. `stale` and `not_allowed` carry
	 * in `field` the state of the case.
	 */
	rounds_outcome: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			...command,
			id: uuid,
			version: z.int(),
			began: z.nullable(minutes),
			people: z.array(served).check(z.minLength(1), z.maxLength(12))
		}),
		answer: caseAnswer
	},
	/** A call made from the road, as `queue_call`. */
	rounds_called: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			...command,
			id: uuid,
			version: z.int(),
			outcome: z.enum(['answered', 'no_answer', 'wrong_number']),
			note: z.nullable(plainText(500))
		}),
		answer: caseAnswer
	},
	/** Cards handed over, as `booking_card_handed`: to the owner, or to the person named at the visit who shows a card. */
	rounds_card: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			...command,
			id: uuid,
			version: z.int(),
			people: z.array(uuid).check(z.minLength(1), z.maxLength(12)),
			handed_to: z.enum(['owner', 'named']),
			card_seen: z.boolean()
		}),
		answer: caseAnswer
	},
	/**
	 * The rest of the day in its new order, all stops that are not over. `late` stops have lost their window; with `agreed` the
	 * resident has said yes on the phone to another one, which is their promise from now on. `service` longer than it was is
	 * "cần thêm thời gian". Refusals: `stale` (plan again), `broken_plan` with the rule, `not_of_the_crew`.
	 */
	rounds_replan: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			...command,
			version: z.int(),
			stops: z
				.array(
					z.strictObject({
						subject: uuid,
						service: z.int().check(z.gte(1), z.lte(1440)),
						travel: z.int().check(z.gte(0), z.lte(1440)),
						start: minutes,
						finish: minutes,
						late: z.boolean(),
						agreed: z.nullable(z.strictObject({ from: minutes, to: minutes }))
					})
				)
				.check(z.minLength(1, 'required'), z.maxLength(60))
		}),
		answer: dayAnswer
	},
	/** Somebody met on the way and served at once: a visit of its own, with its outcome. Its access code is made by the desk. */
	rounds_met: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			...command,
			began: minutes,
			area: areaCode,
			hamlet: z.nullable(uuid),
			landmark: z.nullable(plainText(200)),
			/** E.164, as the app's phone parser makes it. */
			phone: z.nullable(z.string().check(z.regex(/^\+[0-9]{6,15}$/, 'bad_format'))),
			people: z
				.array(
					z.strictObject({
						name: personName(),
						birth,
						service,
						needs: z.array(need),
						outcome,
						receiver: z.nullable(personName()),
						note: z.nullable(plainText(300))
					})
				)
				.check(z.minLength(1, 'required'), z.maxLength(12)),
			consent: z.boolean()
		}),
		answer: caseAnswer
	},
	/** A road closed on the way, until an hour of the day or later; as `booking_road_close`. */
	rounds_road: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			...command,
			from_place: placeId,
			to_place: z.nullable(placeId),
			minutes: z.nullable(z.int().check(z.gte(1), z.lte(600))),
			until: instant,
			note: z.nullable(plainText(200))
		}),
		answer: z.object({ id: uuid, strained: z.int() })
	}
} as const satisfies Record<string, Door>;
