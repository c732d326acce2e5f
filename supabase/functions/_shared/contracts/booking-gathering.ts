/** The room `booking` at a gathering: a nhà văn hóa thôn, a trạm y tế or a hospital is one stop with a list of people. */
import * as z from 'zod/mini';
import { plainText, personName } from '../text/index.ts';
import type { Door } from './door.ts';
import {
	areaCode,
	caseAnswer,
	caseState,
	channel,
	day,
	instant,
	key,
	minutes,
	uuid
} from './basics.ts';
import { gatheringKind, ready } from './booking-case.ts';
import { sheetRow } from './booking-paper.ts';
import { asked, need, phoneTyped, postponeReason, shift } from './booking.ts';

/** What the keeper of the place is asked once: the key, power for the kit, tables and chairs. */
export const placeAnswers = z.strictObject({ key: ready, power: ready, tables: ready });
export type PlaceAnswers = z.infer<typeof placeAnswers>;

/** A gathering without its people. */
export const gathering = z.object({
	id: uuid,
	version: z.int(),
	state: z.enum(['open', 'over', 'cancelled']),
	kind: gatheringKind,
	name: z.string(),
	team_day: uuid,
	day,
	team_name: z.string(),
	/** Its day is closed or postponed. */
	off: z.boolean(),
	/** The team is there from then to then. */
	from: minutes,
	to: minutes,
	/** Minutes of service that its people take. */
	used: z.int(),
	/** How many more people without special needs it holds. */
	room: z.int(),
	people: z.int(),
	/** Cases on its list that have no outcome yet. */
	open: z.int(),
	area: areaCode,
	area_name: z.string(),
	hamlet: z.nullable(uuid),
	hamlet_name: z.nullable(z.string()),
	landmark: z.nullable(z.string()),
	lat: z.nullable(z.number()),
	lon: z.nullable(z.number()),
	/** Null once erased under retention. */
	keeper: z.object({ name: z.nullable(z.string()), phone: z.nullable(z.string()) }),
	/** What its people are told besides. */
	note: z.nullable(z.string()),
	ready: z.nullable(
		z.object({
			answers: placeAnswers,
			officer: z.nullable(z.object({ id: uuid, name: z.string() })),
			at: instant
		})
	),
	/** The keeper is to be called today, or again. */
	call: z.boolean()
});
export type Gathering = z.infer<typeof gathering>;

/** Who waits and could come. */
export const couldCome = z.object({
	case: uuid,
	version: z.int(),
	reference: z.string(),
	state: caseState,
	received_at: instant,
	channel,
	hamlet_name: z.nullable(z.string()),
	area_name: z.string(),
	/** Lives in the hamlet of the gathering. */
	near: z.nullable(z.boolean()),
	people: z.int(),
	persons: z.nullable(z.array(z.object({ name: z.nullable(z.string()), needs: z.array(need) }))),
	/** Stands on a list that somebody brought. */
	listed: z.boolean()
});
export type CouldCome = z.infer<typeof couldCome>;

export const gatheringForm = z.strictObject({
	team_day: uuid,
	kind: gatheringKind,
	name: plainText(80),
	area: areaCode,
	hamlet: z.nullable(uuid),
	landmark: z.nullable(plainText(200)),
	from: minutes,
	to: minutes,
	keeper: z.strictObject({ name: personName(), phone: phoneTyped }),
	note: z.nullable(plainText(300))
});
export type GatheringForm = z.infer<typeof gatheringForm>;

export const nearGathering = z.object({
	id: uuid,
	kind: gatheringKind,
	name: z.string(),
	hamlet_name: z.nullable(z.string()),
	area_name: z.string(),
	day,
	from: minutes,
	to: minutes,
	room: z.int(),
	near: z.boolean()
});
export type NearGathering = z.infer<typeof nearGathering>;

const command = { key, id: uuid, version: z.int() };
const after = z.object({ id: uuid, version: z.int() });

/** `gathering_over`, `gathering_full`, `day_closed`, `too_late` (409) where nobody can be added. Desk and lead. */
export const doors = {
	/** From two weeks ago on, with the days on which one may be opened. */
	booking_gatherings: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({
			today: day,
			/** The unit's minutes of service, by which room is reckoned. */
			minutes: z.object({
				first_person_minutes: z.int(),
				next_person_minutes: z.int(),
				need_minutes: z.catchall(z.object({}), z.int())
			}),
			gatherings: z.array(gathering),
			days: z.array(z.object({ id: uuid, day, team_name: z.string(), shifts: z.array(shift) })),
			places: z.array(
				z.object({
					area: areaCode,
					area_name: z.string(),
					hamlet: z.nullable(uuid),
					hamlet_name: z.nullable(z.string()),
					/** Cases that wait there. */
					waiting: z.int()
				})
			)
		})
	},
	/** One with its list and who could come, nearest first, at most 100; each case counts as read. */
	booking_gathering: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ id: uuid, hamlet: z.nullable(uuid) }),
		answer: z.object({
			gathering,
			people: z.array(sheetRow),
			waiting: z.array(couldCome)
		})
	},
	/** To come, with room for these people, nearest first, at most five. */
	booking_gatherings_near: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			area: areaCode,
			hamlet: z.nullable(uuid),
			people: z
				.array(z.strictObject({ needs: z.array(need).check(z.maxLength(need.options.length)) }))
				.check(z.minLength(1), z.maxLength(12))
		}),
		answer: z.object({ gatherings: z.array(nearGathering) })
	},
	/**
	 * Opens one (`gathering` null) or changes it; the planner finds it a place in the team's day. `window_taken` (409): the
	 * promises made leave no such hours; `promises_stand`: people were promised the hours that there are.
	 */
	booking_gathering_save: {
		kind: 'edge',
		path: 'booking',
		who: 'officer',
		args: z.strictObject({
			key,
			gathering: z.nullable(uuid),
			version: z.nullable(z.int()),
			form: gatheringForm
		}),
		answer: after
	},
	/** Each line stands for itself. Only people who have no promise, and for whom no window is kept. */
	booking_gathering_add: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			gathering: uuid,
			cases: z
				.array(z.strictObject({ id: uuid, version: z.int() }))
				.check(z.minLength(1), z.maxLength(100))
		}),
		answer: z.object({
			rows: z.array(
				z.object({
					id: uuid,
					code: z.nullable(z.string()),
					reference: z.optional(z.string()),
					state: z.optional(caseState),
					version: z.optional(z.int())
				})
			)
		})
	},
	/** One case, as agreed with its people: from a window of their own too. */
	booking_gather: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ ...command, gathering: uuid, asked: z.optional(asked) }),
		answer: caseAnswer
	},
	/** What the keeper said, from the day before; `not_allowed` (409) earlier. */
	booking_gathering_ready: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ ...command, answers: placeAnswers }),
		answer: after
	},
	/** Called off: its people are postponed, choose first and are called. With people on it, a lead's. */
	booking_gathering_cancel: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			...command,
			reason: postponeReason,
			note: z.nullable(plainText(200))
		}),
		answer: z.object({ id: uuid, visits: z.int(), people: z.int() })
	},
	/** `people_open` (409) while somebody on its list has no outcome. */
	booking_gathering_close: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject(command),
		answer: after
	}
} as const satisfies Record<string, Door>;
