/** The room `tips`: what strangers send sealed, and what officers do with it. The server reads none of it. */
import * as z from 'zod/mini';
import type { Door } from './door.ts';
import {
	backAfter,
	caseAnswer,
	day,
	hex32,
	instant,
	key,
	tipState,
	unitCode,
	uuid
} from './basics.ts';
import { desk, item, sealed, secret, tipId } from './sealing.ts';

const ok = z.object({ ok: z.literal(true) });
const version = z.int();
const epoch = z.int().check(z.gte(1));
const seq = z.int().check(z.gte(0));
/** A secret for somebody: an officer by the verify key that stands in the desk list, null for the sender. */
const secretFor = z.strictObject({
	room: z.enum(['T', 'D']),
	verify: z.nullable(hex32),
	sealed: sealed(1)
});
const secrets = z.array(secretFor).check(z.minLength(1), z.maxLength(60));

/** How a tip ends; `handed_over`: it is an investigation now, whose file is elsewhere. */
export const closing = z.enum(['resolved', 'unfounded', 'duplicate', 'handed_over']);
export const classified = z.enum(['crime', 'other']);

export const part = z.object({ id: uuid, bytes: z.int() });

/** An officer's own view of a tip: everything sealed that is theirs, in the order of the thread. */
export const openTip = z.object({
	case: uuid,
	reference: z.string(),
	version,
	state: tipState,
	unit: unitCode,
	/** The unit that the sender chose: its officers signed what came before the tip was handed over. */
	sent_to: unitCode,
	tip: tipId,
	epoch,
	/** The last sequence of the thread. */
	seq,
	urgent: z.boolean(),
	urgent_acknowledged_at: z.nullable(instant),
	secrets: z.array(secret),
	items: z.array(item),
	notes: z.array(
		z.object({ id: uuid, epoch, at: instant, officer: z.nullable(uuid), sealed: z.string() })
	),
	parts: z.array(part),
	/** Who holds the room's key now; `due` says that somebody who left still does, so the room needs a new key. */
	members: z.array(
		z.object({ id: uuid, name: z.string(), unit: unitCode, verify: hex32, due: z.boolean() })
	),
	/** Tips of the same sender, as far as this officer is a member of them. */
	joined: z.array(z.object({ case: uuid, reference: z.string() })),
	opened: z.int(),
	/** Null while it goes on. */
	erase_on: z.nullable(instant),
	/** Days that a tip is kept after it ended in each way. */
	erase_days: z.object({
		resolved: z.int(),
		unfounded: z.int(),
		duplicate: z.int(),
		handed_over: z.int()
	} satisfies Record<z.infer<typeof closing>, z.ZodMiniType>)
});
export type OpenTip = z.infer<typeof openTip>;

/** That a tip was erased: from the running system at once, from backups by that day. */
export const certificate = z.object({
	reference: z.string(),
	erased_at: instant,
	backups_forget_by: day
});
export type Certificate = z.infer<typeof certificate>;

/**
 * The head of an upload, before the age file: `u32 length | JSON | age file`, sent to the function as it is
 * (`_shared/upload`). The proof is the one that the tip will be submitted with.
 */
export const upload = z.strictObject({
	part: uuid,
	lookup_hash: hex32,
	proof: z.string().check(z.maxLength(4000))
});
export type Upload = z.infer<typeof upload>;

export const doors = {
	/** Whom a tip for a unit is sealed to, and the work to be done for sending it. `desk` null: nobody can take it. */
	tips_desk: {
		kind: 'edge',
		who: 'anyone',
		path: 'tips',
		args: z.strictObject({
			unit: unitCode,
			/** The desk that the unit named for tips about local officers. */
			oversight: z.boolean(),
			lookup_hash: hex32,
			/** The version that the page knows: the chain from there on. */
			from: z.int().check(z.gte(0))
		}),
		answer: z.object({
			desk: z.nullable(z.object({ unit: unitCode, police_name: z.string(), desk })),
			challenge: z.string()
		})
	},
	/** The same `lookup_hash` with the same content gets the first answer again; with another, `key_reused`. */
	tips_submit: {
		kind: 'edge',
		who: 'anyone',
		path: 'tips',
		args: z.strictObject({
			key,
			lookup_hash: hex32,
			proof: z.string().check(z.maxLength(4000)),
			unit: unitCode,
			tip: tipId,
			list: z.int().check(z.gte(1)),
			urgent: z.boolean(),
			header: sealed(1),
			body: sealed(4, 16),
			secrets,
			parts: z.array(uuid).check(z.maxLength(80))
		}),
		answer: z.object({ reference: z.string(), received_at: instant, back_after: backAfter })
	},
	/** The bytes of one part of an attachment, as they were sealed, for a member of the tip. */
	tips_part: {
		kind: 'edge',
		who: 'officer',
		path: 'tips',
		args: z.strictObject({ id: uuid, part: uuid }),
		answer: z.instanceof(Uint8Array),
		binary: true
	},
	/** Headers of tips that the officer is a member of, and the keys to them: for the page of the queue in view. */
	tips_headers: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ ids: z.array(uuid).check(z.maxLength(100)) }),
		answer: z.array(z.object({ case: uuid, tip: tipId, secret, item }))
	},
	/** Writes the read. */
	tips_open: { kind: 'rpc', who: 'officer', args: z.strictObject({ id: uuid }), answer: openTip },
	/** A message to the sender; refused `stale` when somebody wrote first or the room has a new key. */
	tips_say: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, item: uuid, seq, epoch, sealed: sealed(4, 16) }),
		answer: caseAnswer
	},
	/** The key D of an epoch, made by the first officer who needs it: a second one is refused `taken`. */
	tips_notes_key: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, epoch, secrets }),
		answer: ok
	},
	tips_note: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, note: uuid, epoch, sealed: sealed(4, 16) }),
		answer: ok
	},
	/** The legal clocks begin here alone. */
	tips_classify: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, version, as: classified }),
		answer: caseAnswer
	},
	tips_close: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, version, as: closing }),
		answer: caseAnswer
	},
	/**
	 * Erases a tip that was handed over, at once; the answer is the certificate of it. `version` and the number of `notes` say
	 * what the export holds: when anything was written since, the answer is `stale`.
	 */
	tips_erase: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, version, notes: z.int().check(z.gte(0)) }),
		answer: certificate
	},
	/** Urgent tips of the officer that no member has seen yet, oldest first, at most 20. */
	tips_alarms: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.array(z.object({ case: uuid, reference: z.string() }))
	},
	/** The first of the members who has seen the urgent flag. */
	tips_acknowledge: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid }),
		answer: ok
	},
	/** Two tips of the same sender, who lost the code of the first: a member of both joins them, and undoes it. */
	tips_join: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, other: uuid }),
		answer: ok
	},
	tips_part_ways: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, other: uuid }),
		answer: ok
	},
	/** Gives the keys of the room to one more officer of a verified list. */
	tips_grant: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, epoch, verify: hex32, secrets }),
		answer: ok
	},
	/**
	 * A new key for the room: the rows of whoever is no longer named are dropped, the signed `rekey` item is the next of the
	 * thread. `unit`: hands the tip over to that unit's desk.
	 */
	tips_rekey: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			id: uuid,
			unit: unitCode,
			item: uuid,
			seq,
			epoch,
			sealed: sealed(4, 16),
			secrets
		}),
		answer: caseAnswer
	}
} as const satisfies Record<string, Door>;
