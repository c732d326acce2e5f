/** The room `unit`: units, areas, hamlets, calendar, settings, clocks, kits. */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';
import type { Door } from './door.ts';
import { areaCode, day, instant, key, minutes, unitCode, uuid } from './basics.ts';
import { deskFloor } from './sealing.ts';

export const unit = z.object({
	code: unitCode,
	name: z.string(),
	full_name: z.string(),
	type: z.enum(['phường', 'xã']),
	/** 'Công an phường Đức Phổ' */
	police_name: z.string(),
	/** Null or not sure: the page shows a placeholder and says so. */
	hotline: z.nullable(z.string()),
	hotline_sure: z.boolean(),
	address: z.nullable(z.string()),
	address_sure: z.boolean(),
	opening_hours: z.nullable(z.string()),
	/** What a build knows of the unit's chain of desk lists; null: nobody there takes tips yet. */
	desk: z.nullable(deskFloor)
});
export type Unit = z.infer<typeof unit>;

export const area = z.object({
	code: areaCode,
	name: z.string(),
	full_name: z.string(),
	type: z.enum(['phường', 'xã']),
	unit: unitCode
});
export type Area = z.infer<typeof area>;

export const hamlet = z.object({
	id: uuid,
	area: areaCode,
	name: z.string(),
	kind: z.enum(['thôn', 'tổ dân phố'])
});
export type Hamlet = z.infer<typeof hamlet>;

/** A unit as residents meet it, with the days after which it erases what they typed, and the unit that takes tips about its officers. */
export const publicUnit = z.extend(unit, {
	oversight: z.nullable(unitCode),
	retention: z.object({ sensitive_days: z.int(), contact_days: z.int() })
});
export type PublicUnit = z.infer<typeof publicUnit>;

/** What every public page needs of the units; also the build's snapshot. */
export const publicUnits = z.object({
	as_of: instant,
	demo: z.boolean(),
	units: z.array(publicUnit),
	areas: z.array(area),
	hamlets: z.array(hamlet)
});
export type PublicUnits = z.infer<typeof publicUnits>;

export const settings = z.strictObject({
	lead_hours: z.int().check(z.gte(0), z.lte(336)),
	horizon_days: z.int().check(z.gte(7), z.lte(90)),
	hold_minutes: z.int().check(z.gte(5), z.lte(30)),
	/** Hours before a team-day's start when places held for hotline and ward open to the web. */
	release_hours: z.int().check(z.gte(0), z.lte(336)),
	/** Hours for which windows are kept for a postponed visit, ahead of new bookings. */
	first_choice_hours: z.int().check(z.gte(1), z.lte(336)),
	/** Hours for which a place that became free is kept for somebody on the waitlist. */
	offer_hours: z.int().check(z.gte(1), z.lte(72)),
	/** Days of waiting after which somebody comes before all who would cost less of the way. */
	wait_limit_days: z.int().check(z.gte(1), z.lte(120)),
	/** Hours of the day before a visit: asked whether the house is ready, called without an answer, told the estimate. */
	readiness_hour: z.int().check(z.gte(0), z.lte(23)),
	readiness_call_hour: z.int().check(z.gte(0), z.lte(23)),
	estimate_hour: z.int().check(z.gte(0), z.lte(23)),
	road_factor: z.number().check(z.gte(1), z.lte(3)),
	speed_kmh: z.number().check(z.gte(5), z.lte(80)),
	first_person_minutes: z.int().check(z.gte(5), z.lte(120)),
	next_person_minutes: z.int().check(z.gte(5), z.lte(120)),
	/** Extra minutes by need, e.g. `{"bedridden": 15}`. */
	need_minutes: z.catchall(z.object({}), z.int().check(z.gte(0), z.lte(120))),
	/** Days after the end of a case until needs, birth date, old number and point are erased. */
	erase_sensitive_days: z.int().check(z.gte(1), z.lte(365)),
	/** Days after the end of a case until name, phone and address are erased. */
	erase_contact_days: z.int().check(z.gte(1), z.lte(730)),
	require_mfa: z.boolean()
});
export type Settings = z.infer<typeof settings>;

export const serviceWindow = z.strictObject({
	/** ISO weekday: 6 Saturday, 7 Sunday. */
	weekday: z.int().check(z.gte(1), z.lte(7)),
	from: minutes,
	to: minutes
});

export const calendarDay = z.object({
	day,
	counts_as_working: z.boolean(),
	visits_allowed: z.boolean(),
	note: z.nullable(z.string()),
	sure: z.boolean()
});

export const clock = z.object({
	kind: z.string(),
	clock: z.string(),
	starts: z.string(),
	amount: z.nullable(z.int()),
	measure: z.nullable(z.enum(['hours', 'days', 'working_days', 'months'])),
	/** The limit in the source's own words. */
	limit_text: z.string(),
	source: z.string(),
	unsure: z.nullable(z.string())
});

export const kit = z.object({
	id: uuid,
	name: z.string(),
	active: z.boolean(),
	units: z.array(unitCode)
});

/** All that a lead may edit of the unit, in one read. */
export const editable = z.object({
	unit,
	settings,
	windows: z.array(serviceWindow),
	days: z.array(calendarDay),
	hamlets: z.array(
		z.object({
			id: uuid,
			area: areaCode,
			name: z.string(),
			kind: z.enum(['thôn', 'tổ dân phố']),
			lat: z.number(),
			lon: z.number(),
			closed: z.boolean(),
			fictional: z.boolean()
		})
	),
	clocks: z.array(clock),
	kits: z.array(kit)
});
export type Editable = z.infer<typeof editable>;

const ok = z.object({ ok: z.literal(true) });
/** Inside the bounding box of Việt Nam's mainland and near islands; SQL checks the same box. */
const lat = z.number().check(z.gte(8), z.lte(23.5));
const lon = z.number().check(z.gte(102), z.lte(110));

export const doors = {
	unit_public: { kind: 'rpc', who: 'anyone', args: z.strictObject({}), answer: publicUnits },
	unit_editable: { kind: 'rpc', who: 'officer', args: z.strictObject({}), answer: editable },
	unit_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			hotline: z.nullable(plainText(40)),
			hotline_sure: z.boolean(),
			address: z.nullable(plainText(200)),
			address_sure: z.boolean(),
			opening_hours: z.nullable(plainText(200))
		}),
		answer: ok
	},
	unit_settings_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, settings }),
		answer: ok
	},
	unit_windows_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, windows: z.array(serviceWindow).check(z.maxLength(40)) }),
		answer: ok
	},
	unit_day_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			day,
			counts_as_working: z.boolean(),
			visits_allowed: z.boolean(),
			note: z.nullable(plainText(200))
		}),
		answer: ok
	},
	unit_day_remove: { kind: 'rpc', who: 'officer', args: z.strictObject({ key, day }), answer: ok },
	unit_hamlet_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			hamlet: z.nullable(uuid),
			area: areaCode,
			name: plainText(80),
			hamlet_kind: z.enum(['thôn', 'tổ dân phố']),
			lat,
			lon,
			closed: z.boolean()
		}),
		answer: z.object({ id: uuid })
	},
	unit_clock_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			case_kind: plainText(40),
			clock: plainText(40),
			/** Both or neither: without them a person sets the end. */
			amount: z.nullable(z.int().check(z.gte(1), z.lte(400))),
			measure: z.nullable(z.enum(['hours', 'days', 'working_days', 'months'])),
			/** The limit in the source's own words. */
			limit_text: plainText(120),
			/** May be empty where `unsure` says why. */
			source: z.nullable(plainText(300)),
			unsure: z.nullable(plainText(300))
		}),
		answer: ok
	},
	unit_kit_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			kit: z.nullable(uuid),
			name: plainText(80),
			active: z.boolean()
		}),
		/** `promised`: promises that stand on days with this kit, where it goes out of use. */
		answer: z.object({ id: uuid, promised: z.int() })
	}
} as const satisfies Record<string, Door>;
