/** The room `booking`: visits, call-backs, offers, holds, team-days. */
import * as z from 'zod/mini';
import { birth } from '../days/index.ts';
import { personName, plainText } from '../text/index.ts';
import type { Door } from './door.ts';
import {
	areaCode,
	caseAnswer,
	caseState,
	channel,
	day,
	emailAddress,
	hex32,
	instant,
	key,
	minutes,
	proof,
	unitCode,
	uuid,
	window,
	words,
	written
} from './basics.ts';
import {
	cancelReason,
	gatheringFace,
	keptOffer,
	outcome,
	postponed,
	postponeReason,
	whenToCall
} from './booking-case.ts';

export * from './booking-case.ts';

/** Why somebody needs the visit at home, and what the team must bring or know. Sensitive: consent is asked. */
export const need = z.enum([
	'old_age',
	'illness',
	'disability',
	'bedridden',
	'can_sit',
	'hands',
	'hearing',
	'infection_risk',
	'interpreter_hre'
]);
export type Need = z.infer<typeof need>;

export const service = z.enum(['first', 'renew', 'reissue', 'unsure']);
export const relation = z.enum([
	'self',
	'child',
	'grandchild',
	'spouse',
	'sibling',
	'other_relative',
	'neighbour',
	'hamlet_head',
	'care_worker',
	'other'
]);

/** As typed by a person; the edge makes E.164 of it with libphonenumber, SQL stores that. */
export const phoneTyped = plainText(40);

export const personToServe = z.strictObject({
	name: personName(),
	birth,
	service,
	needs: z.array(need).check(z.maxLength(need.options.length)),
	/** Required under 14 and for people without civil capacity (`lacks_capacity`). */
	lacks_capacity: z.boolean(),
	representative: z.nullable(z.strictObject({ name: personName(), relation: plainText(60) })),
	/** An old number, 9 or 12 digits: optional, hinted softly, never refused for its form beyond 20 characters. */
	old_number: z.nullable(plainText(20))
});

export const placeKind = z.enum(['home', 'relative_home', 'hospital', 'care_home']);

/** Hamlet or landmark is required: a place nobody can find is no place. */
export const place = z.strictObject({
	kind: placeKind,
	area: areaCode,
	hamlet: z.nullable(uuid),
	landmark: z.nullable(plainText(200)),
	address: z.nullable(plainText(200)),
	/** Where the permanent residence is, asked only if elsewhere. */
	permanent_elsewhere: z.nullable(plainText(200)),
	/** Given by choice; SQL keeps only the hamlet's point ("rounded to the hamlet") and refuses one outside Việt Nam. */
	point: z.nullable(
		z.strictObject({
			lat: z.number().check(z.gte(-90), z.lte(90)),
			lon: z.number().check(z.gte(-180), z.lte(180))
		})
	)
});

export const contact = z.strictObject({
	name: personName(),
	phone: phoneTyped,
	relation,
	/** "Người được phục vụ đã biết việc này." Required when booking for another. */
	person_knows: z.boolean(),
	/** Null: the booker is at home. */
	at_home: z.nullable(z.strictObject({ name: personName(), phone: z.nullable(phoneTyped) })),
	/** For messages where the unit sends e-mail and none reaches the phone. Only a resident's own form asks for it. */
	email: z.optional(z.nullable(emailAddress))
});

export const form = z.strictObject({
	booking_for: z.enum(['self', 'relative', 'other']),
	people: z.array(personToServe).check(z.minLength(1, 'required'), z.maxLength(12, 'too_many')),
	/** Consent to the handling of sensitive data; never ticked beforehand. */
	consent: z.literal(true, { error: 'required' }),
	place,
	contact
});
export type Form = z.infer<typeof form>;

/** An offered window. */
const token = written(2000);

export const offeredWindow = z.object({
	/** Opaque; good for a hold until it expires. */
	token: z.string(),
	from: minutes,
	to: minutes,
	/** "Giờ thuận đường cho tổ công tác": at most one in all offers. */
	easy: z.boolean()
});
export const offeredDay = z.object({ day, windows: z.array(offeredWindow) });
export const offers = z.object({
	unit: unitCode,
	/** Days in order that have at least one window; empty: offer waitlist, call back, hotline. */
	days: z.array(offeredDay),
	/** Days within the horizon on which a team works but nothing fits. */
	full: z.array(day),
	minutes: z.int()
});
export type Offers = z.infer<typeof offers>;

/** What the planner needs of people and place; no name. */
export const wanted = z.strictObject({
	area: areaCode,
	hamlet: z.nullable(uuid),
	people: z
		.array(z.strictObject({ needs: z.array(need).check(z.maxLength(need.options.length)) }))
		.check(z.minLength(1), z.maxLength(12))
});
export type Wanted = z.infer<typeof wanted>;

export const hold = z.object({
	hold: uuid,
	held_until: instant,
	/** When that was said, by the same clock: how long it is kept can be told without asking whose clock is right. */
	told_at: instant,
	/** One tap extends it, once. */
	extendable: z.boolean(),
	window
});
export type Hold = z.infer<typeof hold>;

export const booked = z.object({
	reference: z.string(),
	/** 'held' or, without a window, 'waiting'. */
	state: caseState,
	words,
	window: z.nullable(window),
	/** Where they come, if the team does not come to them. */
	gathering: z.optional(z.nullable(gatheringFace)),
	/** When the unit has promised a first reply. */
	reply_by: z.nullable(instant),
	unit: z.object({
		code: unitCode,
		police_name: z.string(),
		hotline: z.nullable(z.string()),
		hotline_sure: z.boolean()
	})
});
export type Booked = z.infer<typeof booked>;

export const callBackForm = z.strictObject({
	name: personName(),
	phone: phoneTyped,
	area: areaCode,
	hamlet: z.nullable(uuid),
	when: whenToCall,
	about: z.nullable(plainText(500))
});

/* What an officer sees of a case of this room. */
export const servedPerson = z.object({
	id: uuid,
	/** Null once erased under retention. */
	name: z.nullable(z.string()),
	birth: z.nullable(
		z.object({ year: z.int(), month: z.optional(z.int()), day: z.optional(z.int()) })
	),
	service,
	needs: z.array(need),
	representative: z.nullable(z.object({ name: z.string(), relation: z.string() })),
	old_number: z.nullable(z.string()),
	outcome: z.nullable(outcome),
	/** Who may take the card besides its owner, named to the officer at the visit. */
	receiver: z.nullable(z.string()),
	card_ready_at: z.nullable(instant),
	card_handed_at: z.nullable(instant),
	card_handed_to: z.nullable(z.enum(['owner', 'named']))
});

export const visitDetail = z.object({
	booking_for: z.enum(['self', 'relative', 'other']),
	people: z.array(servedPerson),
	place: z.object({
		kind: placeKind,
		area_name: z.string(),
		hamlet_name: z.nullable(z.string()),
		landmark: z.nullable(z.string()),
		address: z.nullable(z.string()),
		permanent_elsewhere: z.nullable(z.string()),
		lat: z.nullable(z.number()),
		lon: z.nullable(z.number())
	}),
	contact: z.object({
		name: z.nullable(z.string()),
		phone: z.nullable(z.string()),
		relation,
		at_home: z.nullable(z.object({ name: z.nullable(z.string()), phone: z.nullable(z.string()) }))
	}),
	minutes: z.int(),
	window: z.nullable(window),
	team: z.nullable(z.string()),
	/** Null: the team comes to them. */
	gathering: z.optional(z.nullable(gatheringFace)),
	confirmed_at: z.nullable(instant),
	papers: z.nullable(z.string()),
	proposals: z.array(window),
	postponed: z.optional(z.nullable(postponed)),
	offers: z.optional(z.array(keptOffer)),
	/** Unanswered calls, and on how many days they were made. */
	unanswered: z.object({ calls: z.int(), days: z.int() }),
	erased_at: z.nullable(instant)
});
export type VisitDetail = z.infer<typeof visitDetail>;

export const callBackDetail = z.object({
	name: z.nullable(z.string()),
	phone: z.nullable(z.string()),
	area_name: z.string(),
	hamlet_name: z.nullable(z.string()),
	when: whenToCall,
	about: z.nullable(z.string()),
	unanswered: z.object({ calls: z.int(), days: z.int() }),
	erased_at: z.nullable(instant)
});
export type CallBackDetail = z.infer<typeof callBackDetail>;

/** How a case comes that an officer enters: by phone, by a ward officer, on paper, at the counter. */
export const deskChannel = z.enum(['hotline', 'ward', 'paper', 'walk_in']);
/** Who wanted a change: the officer's unit, somebody at the counter, or somebody who rang and is called back first. */
export const asked = z.enum(['unit', 'in_person', 'phone']);

/** An open case of a caller, as much as an operator needs to know them again. */
export const callerCase = z.object({
	id: uuid,
	reference: z.string(),
	kind: z.enum(['home_visit', 'call_back']),
	state: caseState,
	received_at: instant,
	people: z.array(z.string()),
	place: z.nullable(z.string()),
	window: z.nullable(window)
});
export const caller = z.object({
	/** E.164. */
	phone: z.string(),
	cases: z.array(callerCase),
	/** Other operators who asked about this number within ten minutes. */
	others: z.array(z.object({ name: z.string(), at: instant }))
});

/* What a lead edits. */
export const shift = z.strictObject({ from: minutes, to: minutes });
export const weeklyShift = z.strictObject({
	weekday: z.int().check(z.gte(1), z.lte(7)),
	...shift.shape
});

export const team = z.object({
	id: uuid,
	name: z.string(),
	active: z.boolean(),
	start_hamlet: z.nullable(uuid),
	kit: z.nullable(uuid),
	places: z.int(),
	reserved_hotline: z.int(),
	reserved_ward: z.int(),
	shifts: z.array(weeklyShift)
});
export const teamDay = z.object({
	id: uuid,
	team: uuid,
	team_name: z.string(),
	day,
	version: z.int(),
	kit: z.nullable(uuid),
	closed: z.boolean(),
	/** Of the team or the unit, not of one area alone. */
	postponed: z.optional(z.boolean()),
	shifts: z.array(shift),
	places: z.int(),
	reserved_hotline: z.int(),
	reserved_ward: z.int(),
	promised: z.int(),
	stops: z.array(
		z.object({
			kind: z.enum(['visit', 'gathering', 'card', 'support']),
			/** Of a gathering: which, its name, and how many people come. */
			gathering: z.optional(z.nullable(uuid)),
			name: z.optional(z.nullable(z.string())),
			people: z.optional(z.nullable(z.int())),
			case: z.nullable(uuid),
			reference: z.nullable(z.string()),
			from: minutes,
			to: minutes,
			start: minutes,
			finish: minutes,
			held: z.boolean(),
			/** Nobody confirmed it two days before its day, or later. */
			unconfirmed: z.boolean()
		})
	)
});

const command = { key, id: uuid, version: z.int() };
/** `seen`: open cases of this number that the operator was shown; another one refuses `caller_known` (409). */
const forCaller = {
	key,
	lookup_hash: hex32,
	channel: deskChannel,
	seen: z.array(uuid).check(z.maxLength(500))
};
const entered = z.object({ ...booked.shape, id: uuid });
const ok = z.object({ ok: z.literal(true) });
const edge = { kind: 'edge', path: 'booking' } as const;

/** What happened to one person of a visit. */
export const served = z.strictObject({
	id: uuid,
	outcome,
	receiver: z.nullable(personName()),
	note: z.nullable(plainText(300))
});

export const doors = {
	/** Days that open, for home: facts without a promise, per unit; the planner decides at booking. */
	booking_days: {
		kind: 'rpc',
		who: 'anyone',
		args: z.strictObject({}),
		answer: z.object({
			as_of: instant,
			days: z.array(z.object({ unit: unitCode, day, state: z.enum(['open', 'full']) })),
			/** Days ahead that are postponed: of an area, of the unit, or of some of its teams. */
			postponed: z.optional(
				z.array(
					z.object({
						unit: unitCode,
						/** Of the area, else of the unit. */
						name: z.string(),
						some: z.boolean(),
						from_day: day,
						to_day: day,
						reason: postponeReason,
						note: z.nullable(z.string())
					})
				)
			)
		})
	},
	booking_challenge: {
		...edge,
		who: 'anyone',
		args: z.strictObject({}),
		answer: z.object({ challenge: z.string() })
	},
	/** Exactly one of: a solved proof (a new booking), `lookup` (whose visit is to be moved). Costs no promise. */
	booking_offers: {
		...edge,
		who: 'anyone',
		args: z.strictObject({
			wanted: z.nullable(wanted),
			proof: z.nullable(proof),
			/** The hold of the same person, whose place counts as free. */
			hold: z.nullable(uuid),
			lookup: z.nullable(hex32)
		}),
		answer: offers
	},
	/** Refusal `window_taken` (409) carries `left`: fresh offers. */
	booking_hold: {
		...edge,
		who: 'anyone',
		args: z.strictObject({
			key,
			token,
			hold: z.nullable(uuid)
		}),
		answer: hold
	},
	booking_extend: {
		...edge,
		who: 'anyone',
		args: z.strictObject({ key, hold: uuid }),
		answer: hold
	},
	booking_release: {
		...edge,
		who: 'anyone',
		args: z.strictObject({ key, hold: uuid }),
		answer: ok
	},
	/** With a hold (alive, or lapsed and then tried again), or without and with a proof: the waitlist. */
	booking_submit: {
		...edge,
		who: 'anyone',
		args: z.strictObject({
			key,
			lookup_hash: hex32,
			hold: z.nullable(uuid),
			proof: z.nullable(proof),
			form
		}),
		answer: booked
	},
	booking_call_back: {
		...edge,
		who: 'anyone',
		args: z.strictObject({ key, lookup_hash: hex32, proof, form: callBackForm }),
		answer: booked
	},
	/** The citizen moves their own visit; `lookup` is the 32 bytes of TIPS.md §2, never the code. */
	booking_reschedule: {
		...edge,
		who: 'anyone',
		args: z.strictObject({ key, lookup: hex32, token }),
		answer: z.object({ window, state: caseState })
	},

	/* Officers. */
	booking_case_offers: {
		...edge,
		who: 'officer',
		args: z.strictObject({ id: uuid, channel: z.enum(['hotline', 'ward']) }),
		answer: offers
	},
	/** Agreed on the phone; the same planner and the same commit. */
	booking_move: {
		...edge,
		who: 'officer',
		args: z.strictObject({ ...command, token, asked: z.optional(asked) }),
		answer: caseAnswer
	},
	/** A call-back becomes a visit and keeps its code. */
	booking_from_call_back: {
		...edge,
		who: 'officer',
		args: z.strictObject({
			...command,
			channel: z.enum(['hotline', 'ward']),
			token: z.nullable(token),
			form
		}),
		answer: caseAnswer
	},
	/** Offers for a visit that an officer is entering for a caller. */
	booking_officer_offers: {
		...edge,
		who: 'officer',
		args: z.strictObject({ wanted, channel: z.enum(['hotline', 'ward']) }),
		answer: offers
	},
	/** Whose number this is: their open cases in the officer's unit. Each search is written down. */
	booking_caller: {
		...edge,
		who: 'officer',
		args: z.strictObject({ phone: phoneTyped }),
		answer: caller
	},
	/** A visit for a caller: with a token it is held, without one it waits. The code is made in the browser. */
	booking_hotline: {
		...edge,
		who: 'officer',
		args: z.strictObject({
			...forCaller,
			token: z.nullable(token),
			/** They come to a gathering instead; `gathering_full` (409) when somebody was quicker. */
			gathering: z.optional(z.nullable(uuid)),
			form
		}),
		answer: entered
	},
	booking_hotline_call_back: {
		...edge,
		who: 'officer',
		args: z.strictObject({ ...forCaller, form: callBackForm }),
		answer: entered
	},
	booking_confirm: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			...command,
			checked: z.enum(['population_data', 'papers']),
			papers: z.nullable(plainText(500))
		}),
		answer: caseAnswer
	},
	booking_propose: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			...command,
			windows: z.array(window).check(z.minLength(1), z.maxLength(3)),
			message: z.nullable(plainText(500))
		}),
		answer: caseAnswer
	},
	booking_cancel: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			...command,
			reason: z.enum([...cancelReason.options, 'not_eligible', 'unreachable']),
			note: z.nullable(plainText(500)),
			/** With `person_died`: who; the others of the household are kept. */
			died: z.array(uuid).check(z.maxLength(12)),
			asked: z.optional(asked)
		}),
		answer: caseAnswer
	},
	booking_outcome: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			...command,
			people: z.array(served).check(z.minLength(1), z.maxLength(12))
		}),
		answer: caseAnswer
	},
	booking_card_ready: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			...command,
			people: z.array(uuid).check(z.minLength(1), z.maxLength(12))
		}),
		answer: caseAnswer
	},
	/** `named`: the person named to the officer at the visit, who showed their own card. The code is never proof. */
	booking_card_handed: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			...command,
			people: z.array(uuid).check(z.minLength(1), z.maxLength(12)),
			handed_to: z.enum(['owner', 'named']),
			card_seen: z.boolean()
		}),
		answer: caseAnswer
	},

	/* Leads. */
	booking_teams: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ from_day: day, to_day: day }),
		answer: z.object({ teams: z.array(team), team_days: z.array(teamDay) })
	},
	booking_team_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			team: z.nullable(uuid),
			name: plainText(80),
			active: z.boolean(),
			start_hamlet: z.nullable(uuid),
			kit: z.nullable(uuid),
			places: z.int().check(z.gte(0), z.lte(40)),
			reserved_hotline: z.int().check(z.gte(0), z.lte(40)),
			reserved_ward: z.int().check(z.gte(0), z.lte(40)),
			shifts: z.array(weeklyShift).check(z.maxLength(14))
		}),
		answer: z.object({ id: uuid })
	},
	/** `version` null opens the day for the team. Promises already made may not be broken: `promises_stand` (409). */
	booking_team_day_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			team: uuid,
			day,
			version: z.nullable(z.int()),
			kit: z.nullable(uuid),
			closed: z.boolean(),
			shifts: z.array(shift).check(z.maxLength(4)),
			places: z.int().check(z.gte(0), z.lte(40)),
			reserved_hotline: z.int().check(z.gte(0), z.lte(40)),
			reserved_ward: z.int().check(z.gte(0), z.lte(40))
		}),
		answer: z.object({ id: uuid, version: z.int() })
	},
	/** Opens team-days up to the horizon from the weekly shifts; a job runs it daily. */
	booking_open_days: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key }),
		answer: z.object({ opened: z.int() })
	},
	/** What the retention job did last and what it would erase now. */
	booking_retention: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({
			last: z.nullable(z.object({ at: instant, sensitive: z.int(), contact: z.int() })),
			due: z.object({ sensitive: z.int(), contact: z.int() })
		})
	},
	booking_retention_run: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key }),
		answer: z.object({ at: instant, sensitive: z.int(), contact: z.int() })
	}
} as const satisfies Record<string, Door>;

/** Channel of a visit, re-exported for the edge. */
export { channel };
