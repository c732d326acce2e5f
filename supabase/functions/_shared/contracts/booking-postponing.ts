/** The room `booking`, second part: postponed days, windows kept for those who wait, closed roads. */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';
import type { Door } from './door.ts';
import { areaCode, caseAnswer, caseState, day, instant, key, uuid, window } from './basics.ts';
import { postponeReason } from './booking.ts';

/** Of a team, of the residents of an area, or (both null) of the whole unit. */
const scope = {
	team: z.nullable(uuid),
	area: z.nullable(areaCode),
	from_day: day,
	to_day: day
};

/** A place as the planner names it. */
const placeId = z
	.string()
	.check(z.regex(/^(hamlet:[0-9a-f-]{36}|area:\d{5}|unit:\d{5})$/, 'bad_format'));

const ended = z.enum(['taken', 'moved', 'waiting', 'cancelled', 'restored']);

/** A promise that ways which have become longer endanger. */
const strained = z.object({ id: uuid, reference: z.string(), team: z.string(), window });

const ok = z.object({ ok: z.literal(true) });
const offerCommand = z.strictObject({ key, id: uuid, version: z.int(), offer: uuid });

export const doors = {
	booking_postpone_preview: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject(scope),
		answer: z.object({
			visits: z.int(),
			people: z.int(),
			/** Windows that residents are filling in a form for. */
			holds: z.int(),
			/** Team-days in which nobody will be visited. */
			teams: z.int(),
			days: z.array(z.object({ day, visits: z.int(), people: z.int() })),
			cases: z.array(
				z.object({
					id: uuid,
					reference: z.string(),
					state: caseState,
					team: z.string(),
					place: z.string(),
					people: z.int(),
					window,
					/** The window begins within a day and a half: they have to hear it on the phone. */
					soon: z.boolean()
				})
			)
		})
	},
	/** Refusal `already_postponed` (409): a living postponement covers these days. */
	booking_postpone: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			...scope,
			reason: postponeReason,
			note: z.nullable(plainText(200))
		}),
		answer: z.object({ id: uuid, visits: z.int(), people: z.int(), holds: z.int() })
	},
	/** Who has not answered gets the old window back; `left`: whose window is over, or covered by another postponement. */
	booking_reopen: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, postponement: uuid }),
		answer: z.object({ restored: z.int(), answered: z.int(), left: z.int() })
	},
	booking_postponements: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({
			postponements: z.array(
				z.object({
					id: uuid,
					team: z.nullable(z.string()),
					area: z.nullable(z.string()),
					/** Only this gathering was called off; it is not opened again. */
					gathering: z.nullable(z.string()),
					from_day: day,
					to_day: day,
					reason: postponeReason,
					note: z.nullable(z.string()),
					at: instant,
					lifted_at: z.nullable(instant),
					cases: z.array(
						z.object({
							id: uuid,
							reference: z.string(),
							state: caseState,
							people: z.int(),
							/** How it was answered; null: not yet. */
							ended: z.nullable(ended),
							window,
							/** The window promised now. */
							now: z.nullable(window),
							/** Windows kept for it at this moment. */
							offers: z.int(),
							/** Somebody has spoken with them since. */
							called: z.boolean()
						})
					)
				})
			)
		})
	},
	/** The desk, for a resident on the phone. Refusal `offer_gone` (409). */
	booking_offer_take: { kind: 'rpc', who: 'officer', args: offerCommand, answer: caseAnswer },
	booking_offer_refuse: { kind: 'rpc', who: 'officer', args: offerCommand, answer: caseAnswer },
	/** A postponed visit goes on the waitlist. */
	booking_wait: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, version: z.int() }),
		answer: caseAnswer
	},
	/** Shares out what is free in one unit that is marked; `more`: ask again. Tells nothing and takes nothing. */
	booking_tend: {
		kind: 'edge',
		path: 'booking',
		who: 'anyone',
		args: z.strictObject({}),
		answer: z.object({ kept: z.int(), more: z.boolean() })
	},
	booking_roads: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({
			places: z.array(z.object({ id: placeId, name: z.string() })),
			closed: z.array(
				z.object({
					id: uuid,
					from: z.string(),
					/** Null: every way to and from it. */
					to: z.nullable(z.string()),
					/** Minutes of the way around; null: there is none. */
					minutes: z.nullable(z.int()),
					since: instant,
					until: instant,
					note: z.nullable(z.string())
				})
			),
			strained: z.array(strained)
		})
	},
	booking_road_close: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			from_place: placeId,
			to_place: z.nullable(placeId),
			minutes: z.nullable(z.int().check(z.gte(1), z.lte(600))),
			until: instant,
			note: z.nullable(plainText(200))
		}),
		answer: z.object({ id: uuid, strained: z.int() })
	},
	booking_road_open: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, road: uuid }),
		answer: ok
	}
} as const satisfies Record<string, Door>;
