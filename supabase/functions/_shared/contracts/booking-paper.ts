/** The room `booking` on paper: run sheets, sheets to copy from, and a day typed in from the sheet that came back. */
import * as z from 'zod/mini';
import type { Door } from './door.ts';
import { caseState, channel, day, instant, key, minutes, uuid, words } from './basics.ts';
import { readinessAnswers, ready } from './booking-evening.ts';
import { need, outcome, placeKind, served, service, shift, visitDetail } from './booking.ts';

const personOnSheet = z.object({
	id: uuid,
	/** Null once erased under retention. */
	name: z.nullable(z.string()),
	service,
	needs: z.array(need),
	outcome: z.nullable(outcome),
	/** What a card was made for is not unmade from paper. */
	card_ready: z.boolean()
});

const sheetPlace = z.object({
	kind: z.nullable(placeKind),
	area_name: z.string(),
	hamlet_name: z.nullable(z.string()),
	landmark: z.nullable(z.string()),
	address: z.nullable(z.string())
});

/** A visit as the run sheet has it: no birth and no number of a card, because a sheet can be lost on the road. */
export const sheetRow = z.object({
	case: uuid,
	reference: z.string(),
	state: caseState,
	version: z.int(),
	/** They come to this gathering, whose hours these are. */
	gathering: z.nullable(uuid),
	from: minutes,
	to: minutes,
	start: minutes,
	finish: minutes,
	/** Null where an officer wrote the case without them. */
	words: z.nullable(words),
	people: z.array(personOnSheet),
	place: sheetPlace,
	phone: z.nullable(z.string()),
	phone_name: z.nullable(z.string()),
	papers: z.nullable(z.string()),
	/** What the family said of the house for this day. */
	readiness: z.nullable(readinessAnswers),
	/** When the team was really there. */
	attended: z.nullable(z.object({ began: minutes, ended: minutes }))
});

/** All that a team knows of a household where it calls in for another officer: no name, and not why. */
export const errandFace = z.object({
	area_name: z.nullable(z.string()),
	hamlet_name: z.nullable(z.string()),
	landmark: z.nullable(z.string()),
	phone: z.nullable(z.string())
});

export const sheet = z.object({
	id: uuid,
	day,
	team_name: z.string(),
	unit_name: z.string(),
	kit: z.nullable(z.string()),
	shifts: z.array(shift),
	/** Who asked for it, and when: both stand on the paper. */
	reader: z.string(),
	at: instant,
	today: day,
	/** In the order of the day. */
	gatherings: z.array(
		z.object({
			id: uuid,
			name: z.string(),
			hamlet_name: z.nullable(z.string()),
			area_name: z.string(),
			landmark: z.nullable(z.string()),
			from: minutes,
			to: minutes,
			keeper: z.object({ name: z.nullable(z.string()), phone: z.nullable(z.string()) }),
			ready: z.nullable(
				z.object({ answers: z.object({ key: ready, power: ready, tables: ready }) })
			)
		})
	),
	rows: z.array(sheetRow),
	/** Households whose cards are brought along, in the order of the day. */
	cards: z.array(
		z.object({
			case: uuid,
			reference: z.string(),
			start: minutes,
			words: z.nullable(words),
			place: sheetPlace,
			phone: z.nullable(z.string()),
			phone_name: z.nullable(z.string()),
			/** Whose cards; `receiver`: who may take it instead. */
			people: z.array(
				z.object({ id: uuid, name: z.nullable(z.string()), receiver: z.nullable(z.string()) })
			)
		})
	),
	/** Households where the team calls in, in the order of the day. */
	errands: z.array(z.object({ ...errandFace.shape, subject: uuid, start: minutes }))
});

export const enteredRow = z.strictObject({
	id: uuid,
	version: z.int(),
	began: minutes,
	ended: minutes,
	people: z.array(served).check(z.minLength(1), z.maxLength(12))
});

/** Of one line: the case after it, or the refusal with the field of the line. */
export const enteredLine = z.object({
	id: z.nullable(uuid),
	code: z.nullable(z.string()),
	field: z.nullable(z.string()),
	state: z.optional(caseState),
	version: z.optional(z.int())
});

export const doors = {
	/** Days with visits, a fortnight either way; for field officers yesterday to tomorrow. */
	booking_sheets: {
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
					visits: z.int(),
					open: z.int(),
					/** Not confirmed two days before the day, or later. */
					unconfirmed: z.int()
				})
			)
		})
	},
	booking_sheet: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ team_day: uuid }),
		answer: sheet
	},
	/** All that must be copied elsewhere, for at most 100 visits; desk and lead. */
	booking_copy_sheets: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ cases: z.array(uuid).check(z.minLength(1), z.maxLength(100)) }),
		answer: z.object({
			unit_name: z.string(),
			reader: z.string(),
			at: instant,
			/** Of this print. */
			number: z.string(),
			sheets: z.array(
				z.object({
					case: uuid,
					reference: z.string(),
					received_at: instant,
					channel,
					visit: visitDetail
				})
			)
		})
	},
	/** Each line stands for itself: the answer names those that were refused. `not_yet` (409): the day lies ahead. */
	booking_day_enter: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			team_day: uuid,
			rows: z.array(enteredRow).check(z.minLength(1), z.maxLength(100))
		}),
		answer: z.object({ rows: z.array(enteredLine) })
	}
} as const satisfies Record<string, Door>;
