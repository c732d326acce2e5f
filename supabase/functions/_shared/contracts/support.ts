/** The room `support`: requests for help, for oneself or a family, and what officers do about them. */
import * as z from 'zod/mini';
import { personName, plainText } from '../text/index.ts';
import {
	areaCode,
	caseAnswer,
	caseState,
	day,
	hex32,
	instant,
	key,
	proof,
	unitCode,
	uuid,
	words
} from './basics.ts';
import type { Door } from './door.ts';
import { asker, consentHow, endReason, granted, hardship, want } from './support-case.ts';

export * from './support-case.ts';

/** As typed; the edge makes it E.164. */
const phoneTyped = plainText(40);

export const form = z.strictObject({
	asker,
	hardship,
	/** Wanted with `other`. */
	story: z.nullable(plainText(1000)),
	wants: z.array(want).check(z.minLength(1, 'required'), z.maxLength(8)),
	family_name: personName(),
	/** Wanted of who asks for their own family. */
	family_phone: z.nullable(phoneTyped),
	area: areaCode,
	/** One of the two is wanted. */
	hamlet: z.nullable(uuid),
	landmark: z.nullable(plainText(200)),
	/** Who asks for another family; null for one's own. `may_name`: whether the family may hear who asked. */
	asked_by: z.nullable(
		z.strictObject({ name: personName(), phone: phoneTyped, may_name: z.boolean() })
	),
	/** To keep what is said here of health and hardship. */
	consent: z.literal(true, { error: 'required' })
});
export type Form = z.infer<typeof form>;

export const asked = z.object({
	reference: z.string(),
	state: caseState,
	words,
	/** When the unit has promised a first reply. */
	reply_by: z.nullable(instant),
	unit: z.object({
		code: unitCode,
		police_name: z.string(),
		hotline: z.nullable(z.string()),
		hotline_sure: z.boolean()
	})
});

/** What an officer entered, with the case. */
export const entered = z.object({ ...asked.shape, id: uuid });

export const familyCursor = z.strictObject({ day: z.nullable(day), id: uuid });
/** A family to look after. */
export const family = z.object({
	id: uuid,
	reference: z.string(),
	state: caseState,
	name: z.nullable(z.string()),
	area: z.object({ code: areaCode, name: z.string() }),
	hamlet_name: z.nullable(z.string()),
	last_visit: z.nullable(day),
	next_visit: z.nullable(day)
});

const edge = { kind: 'edge', path: 'support', who: 'anyone' } as const;
const rpc = { kind: 'rpc', who: 'officer' } as const;
const command = { key, id: uuid, version: z.int() };

export const doors = {
	support_challenge: {
		...edge,
		args: z.strictObject({}),
		answer: z.object({ challenge: z.string() })
	},
	support_ask: {
		...edge,
		args: z.strictObject({
			key,
			lookup_hash: hex32,
			proof,
			form
		}),
		answer: asked
	},

	/* Officers. */
	/** A request for whoever rings, comes or wrote; the code is made in the browser and handed over. Desk and support officers. */
	support_enter: {
		...edge,
		who: 'officer',
		args: z.strictObject({
			key,
			lookup_hash: hex32,
			channel: z.enum(['hotline', 'walk_in', 'ward', 'paper']),
			form
		}),
		answer: entered
	},
	/** The family's own word. `call` wants an answered call by the same officer: 409 `call_first`. */
	support_consent: {
		...rpc,
		args: z.strictObject({ ...command, agreed: z.boolean(), how: consentHow }),
		answer: caseAnswer
	},
	/** `minutes`: a team rides there on its round and stays so long. 409 `not_allowed` before the family has said yes. */
	support_day: {
		...rpc,
		args: z.strictObject({
			...command,
			day,
			minutes: z.nullable(z.int().check(z.gte(5), z.lte(240)))
		}),
		answer: caseAnswer
	},
	support_visit: {
		...rpc,
		args: z.strictObject({
			...command,
			day,
			met: z.boolean(),
			needs: z.array(want).check(z.maxLength(8)),
			note: z.nullable(plainText(1000)),
			next_day: z.nullable(day)
		}),
		answer: caseAnswer
	},
	support_decide: {
		...rpc,
		args: z.strictObject({
			...command,
			granted,
			reason: plainText(1000),
			next_day: z.nullable(day)
		}),
		answer: caseAnswer
	},
	/** `amount` in whole đồng: of money, or the stated value of goods. */
	support_give: {
		...rpc,
		args: z.strictObject({
			...command,
			day,
			kind: z.enum(['money', 'goods']),
			amount: z.nullable(z.int().check(z.gte(1000), z.lte(1_000_000_000))),
			goods: z.nullable(plainText(200)),
			/** Asks the fund for it, which never hears of whom: 422 `names_family`, 409 `purpose_off`, 422 `above_cap`. */
			fund: z.nullable(
				z.strictObject({
					source: z.enum(['cash', 'bank', 'goods']),
					decision: plainText(60),
					evidence: plainText(2000)
				})
			)
		}),
		answer: caseAnswer
	},
	support_give_undo: {
		...rpc,
		args: z.strictObject({ ...command, given: uuid }),
		answer: caseAnswer
	},
	support_end: {
		...rpc,
		args: z.strictObject({ ...command, reason: endReason, note: z.nullable(plainText(500)) }),
		answer: caseAnswer
	},
	/** Which request a payment of the fund is for: support officers and the lead, whoever may open it. */
	support_of_payment: {
		...rpc,
		args: z.strictObject({ payment: uuid }),
		answer: z.object({ id: uuid, reference: z.string() })
	},
	/** Families to look after, of support officers alone; those without a planned visit first. */
	support_families: {
		...rpc,
		args: z.strictObject({
			area: z.nullable(areaCode),
			after: z.nullable(familyCursor),
			size: z.int().check(z.gte(1), z.lte(100))
		}),
		answer: z.object({
			rows: z.array(family),
			next: z.nullable(familyCursor),
			today: day
		})
	}
} as const satisfies Record<string, Door>;
