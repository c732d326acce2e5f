/**
 * Lists of the room `booking`, apart from the rest because residents' pages need none of it: many people entered at once by
 * the head of their hamlet, or by an officer from an old list.
 */
import * as z from 'zod/mini';
import { birth } from '../days/index.ts';
import { personName, plainText } from '../text/index.ts';
import type { Door } from './door.ts';
import { caseState, hex32, instant, key, unitCode, uuid, window, words } from './basics.ts';
import { need, phoneTyped, service } from './booking.ts';

/**
 * What one command takes: as many codes as a phone can make while somebody waits, and as many visits as a slow server makes
 * within its time for one statement. Longer lists are taken part by part.
 */
export const LIST_ROWS = 200;

const rowNumber = z.int().check(z.gte(1), z.lte(1_000_000));
const birthYear = z.int().check(z.gte(1900), z.lte(2200));

/** A row as the browser sends it: checked there, checked again at the edge and in SQL. */
export const listRow = z.strictObject({
	/** The row's number in the sheet, for the report and the slips. */
	row: rowNumber,
	/** The code itself is printed and never sent. */
	lookup_hash: hex32,
	hamlet: uuid,
	name: personName(),
	birth,
	/** Null: whoever made the list is called instead. */
	phone: z.nullable(phoneTyped),
	service,
	needs: z.array(need).check(z.maxLength(need.options.length)),
	address: z.nullable(plainText(200)),
	landmark: z.nullable(plainText(200)),
	/** What the sheet said beside it; goes to the officers as a note. */
	note: z.nullable(plainText(500))
});
export type ListRow = z.infer<typeof listRow>;

export const listedRow = z.object({
	list: uuid,
	made_at: instant,
	position: z.int(),
	reference: z.string(),
	state: caseState,
	/** Null once erased under retention. */
	name: z.nullable(z.string()),
	year: z.nullable(z.int()),
	hamlet: z.nullable(z.string()),
	window: z.nullable(window),
	/** Where they come in it, if the team does not come to them. */
	gathering: z.nullable(z.string()),
	/** For officers of the desk, to open it. */
	case: z.nullable(uuid)
});
export type ListedRow = z.infer<typeof listedRow>;

const after = z.strictObject({ at: instant, list: uuid, position: z.int() });

export const doors = {
	booking_list_places: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({
			/** A collaborator, who has one hamlet. */
			own: z.boolean(),
			unit: z.object({
				code: unitCode,
				police_name: z.string(),
				hotline: z.nullable(z.string()),
				hotline_sure: z.boolean()
			}),
			hamlets: z.array(
				z.object({
					id: uuid,
					name: z.string(),
					kind: z.enum(['thôn', 'tổ dân phố']),
					area: unitCode,
					area_name: z.string()
				})
			)
		})
	},
	/** Who is on file: by folded name, year of birth and hamlet. */
	booking_list_known: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			people: z
				.array(
					z.strictObject({ row: rowNumber, hamlet: uuid, name: personName(), year: birthYear })
				)
				.check(z.maxLength(500))
		}),
		answer: z.object({
			known: z.array(z.object({ row: z.int(), reference: z.nullable(z.string()) }))
		})
	},
	booking_list_page: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			hamlet: z.nullable(uuid),
			after: z.nullable(after),
			size: z.int().check(z.gte(1), z.lte(100))
		}),
		answer: z.object({ rows: z.array(listedRow), next: z.nullable(after), total: z.int() })
	},
	/** An edge function because phone numbers and the two spoken words live in TypeScript. All rows or none. */
	booking_list_take: {
		kind: 'edge',
		path: 'booking',
		who: 'officer',
		args: z.strictObject({
			key,
			/** How an officer came by it; a collaborator's is always the ward's. */
			channel: z.enum(['ward', 'paper']),
			/** Who made the list has asked everybody on it. */
			asked: z.literal(true, { error: 'required' }),
			/** Who is called where a row has no number of its own. */
			contact: z.strictObject({ name: personName(), phone: phoneTyped }),
			rows: z.array(listRow).check(z.minLength(1, 'required'), z.maxLength(LIST_ROWS, 'too_many'))
		}),
		answer: z.object({
			list: uuid,
			taken: z.array(z.object({ row: z.int(), reference: z.string(), words })),
			/** Rows of people who are on file by now: nothing was made of them. */
			known: z.array(z.int())
		})
	}
} as const satisfies Record<string, Door>;
