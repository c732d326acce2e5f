/** The room `staff`: officers, invitations, sessions, roles. */
import * as z from 'zod/mini';
import { personName, plainText, textProblem } from '../text/index.ts';
import type { Door } from './door.ts';
import { hex32, instant, key, unitCode, uuid } from './basics.ts';
import { desk, deskLink, recipient, signature } from './sealing.ts';

export const role = z.enum([
	'desk',
	'field',
	'investigator',
	'support',
	'editor',
	'treasurer',
	'lead',
	'auditor',
	'collaborator'
]);
export type Role = z.infer<typeof role>;

export const email = z.email().check(z.maxLength(254));
/** A one-time token of 128 bits as 32 lower-case hex digits. */
export const invitationToken = z.string().check(z.regex(/^[0-9a-f]{32}$/, 'bad_format'));

/** bcrypt, which Auth keeps passwords by, reads no more; a Vietnamese letter is up to three. */
const PASSWORD_BYTES = 72;
/**
 * Long beats odd: twelve characters, as Auth is set to demand (supabase/config.toml). What hides in a text is refused: nobody could type it
 * a second time. "ữ" is one letter or three by the keyboard it was typed on, and here always one, as at the sign-in.
 */
export const freshPassword = z.string().check(
	z.overwrite((typed) => typed.normalize('NFC')),
	z.minLength(1, 'required'),
	z.minLength(12, 'too_short'),
	z.refine((typed) => new TextEncoder().encode(typed).length <= PASSWORD_BYTES, 'too_long'),
	z.refine(
		(typed) => textProblem(typed, PASSWORD_BYTES, false) !== 'bad_characters',
		'bad_characters'
	)
);

const hamlet = z.object({ id: uuid, name: z.string() });

export const me = z.object({
	id: uuid,
	name: z.string(),
	email: z.string(),
	unit: z.object({
		code: unitCode,
		full_name: z.string(),
		police_name: z.string(),
		hotline: z.nullable(z.string())
	}),
	roles: z.array(role),
	/** The one hamlet of a collaborator. */
	hamlet: z.nullable(hamlet),
	/** Idle minutes after which the session ends. */
	idle_minutes: z.int(),
	/** The second factor: whether this server has any, from when the unit requires it, whether this officer has one. */
	factor: z.object({
		offered: z.boolean(),
		required_from: z.nullable(instant),
		has: z.boolean()
	}),
	/** Null while it is the password of the invitation. */
	password_changed_at: z.nullable(instant)
});
export type Me = z.infer<typeof me>;

export const officer = z.object({
	id: uuid,
	name: z.string(),
	email: z.string(),
	roles: z.array(role),
	hamlet: z.nullable(hamlet),
	disabled_at: z.nullable(instant),
	last_seen: z.nullable(instant),
	password_changed_at: z.nullable(instant)
});

export const invitation = z.object({
	id: uuid,
	name: z.string(),
	email: z.string(),
	roles: z.array(role),
	hamlet: z.nullable(hamlet),
	created_at: instant,
	expires_at: instant,
	used_at: z.nullable(instant),
	revoked_at: z.nullable(instant)
});

/** What the world may know of an officer's keys. */
export const publicKeys = z.object({ recipient, verify: hex32 });
/** Base 64 of an age file under an access code (scrypt): the officer's secret keys. The server cannot open it. */
const bundle = z.string().check(z.maxLength(4000), z.regex(/^[A-Za-z0-9+/]+={0,2}$/, 'bad_format'));

/**
 * Base 64 of an age file to one passkey (WebAuthn PRF): 372 bytes, told by its outside; SQL says the same. `credential`
 * names the passkey to the browser that asks for it.
 */
const passkeyBundle = z.string().check(
	z.regex(/^[A-Za-z0-9+/]{496}$/, 'bad_format'),
	z.refine(
		(text) => /^[A-Za-z0-9+/]{496}$/.test(text) && passkeyFile.test(atob(text)),
		'bad_format'
	)
);
const passkeyFile =
	/^age-encryption\.org\/v1\n-> age-encryption\.org\/fido2prf [A-Za-z0-9+/]{22}\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n/;
const credential = z
	.string()
	.check(z.maxLength(2000), z.regex(/^AGE-PLUGIN-FIDO2PRF-1[02-9AC-HJ-NP-Z]+$/, 'bad_format'));
export const passkey = z.object({
	id: uuid,
	/** As the officer called it: "Máy bàn phòng trực". */
	name: z.string(),
	credential,
	bundle: passkeyBundle,
	added_at: instant
});
export type Passkey = z.infer<typeof passkey>;

/** An officer of the unit as the lead sees them beside the desk list. */
export const deskOfficer = z.object({
	id: uuid,
	name: z.string(),
	lead: z.boolean(),
	/** Holds the role investigator (or lead) and is active: belongs into the next list. */
	wanted: z.boolean(),
	keys: z.nullable(publicKeys)
});

const ok = z.object({ ok: z.literal(true) });
const roles = z.array(role).check(z.minLength(1, 'required'), z.maxLength(9));

export const doors = {
	/** Gives the words before the sign-up, because a trigger's refusal reaches the browser as a bare 500. */
	staff_invitation_check: {
		kind: 'rpc',
		who: 'anyone',
		args: z.strictObject({ token: invitationToken }),
		answer: z.object({
			/** What the token is good for: an account, or a new password of one that is there. */
			opens: z.enum(['account', 'password']),
			state: z.enum(['open', 'used', 'expired', 'revoked', 'unknown']),
			email: z.nullable(z.string()),
			name: z.nullable(z.string()),
			unit_name: z.nullable(z.string()),
			roles: z.array(role),
			expires_at: z.nullable(instant)
		})
	},
	staff_me: { kind: 'rpc', who: 'officer', args: z.strictObject({}), answer: me },
	/** A person did something: moves `last_seen`. Polling never calls this. */
	staff_active: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({ idle_at: instant })
	},
	staff_sign_out: { kind: 'rpc', who: 'officer', args: z.strictObject({}), answer: ok },
	staff_list: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({ officers: z.array(officer), invitations: z.array(invitation) })
	},
	/** The lead's browser makes the token and sends SHA-256 of its 32 hex characters; the server never holds it. */
	staff_invite: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			name: personName(),
			email,
			roles,
			/** Asked of a collaborator alone. */
			hamlet: z.nullable(uuid),
			token_hash: hex32
		}),
		answer: z.object({ id: uuid, expires_at: instant })
	},
	staff_invitation_revoke: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, invitation: uuid }),
		answer: ok
	},
	staff_officer_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			officer: uuid,
			name: personName(),
			roles,
			hamlet: z.nullable(uuid),
			disabled: z.boolean(),
			reason: z.nullable(plainText(300))
		}),
		answer: ok
	},
	/** The officer's own keys: what is public of them, and the bundle that only their printed code opens. */
	staff_keys: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({
			keys: z.nullable(
				z.object({
					recipient,
					verify: hex32,
					enrolled_at: instant,
					bundle,
					passkeys: z.array(passkey)
				})
			)
		})
	},
	/** `replace`: the printed code is lost, so the keys are made anew; what was sealed to the old ones stays shut. */
	staff_keys_enrol: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, recipient, verify: hex32, bundle, replace: z.boolean() }),
		answer: ok
	},
	/** The keys that are open, once more under a passkey. */
	staff_passkey_add: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, name: plainText(60), credential, bundle: passkeyBundle }),
		answer: z.object({ id: uuid })
	},
	staff_passkey_remove: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, passkey: uuid }),
		answer: ok
	},
	/** The chain of the officer's unit, whole, and who belongs into the next list. For investigators and leads. */
	staff_desk: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({ desk: z.nullable(desk), officers: z.array(deskOfficer) })
	},
	/** The lead's browser made and signed the next link; SQL takes it only as the next one, of keys it knows. */
	staff_desk_sign: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			version: z.int().check(z.gte(1)),
			link: deskLink.shape.link,
			signature,
			body: desk.shape.body
		}),
		answer: ok
	},
	/** The chain of a unit for anybody, from a version on. */
	staff_desk_public: {
		kind: 'rpc',
		who: 'anyone',
		args: z.strictObject({ unit: unitCode, since: z.int().check(z.gte(0)) }),
		answer: z.object({ desk: z.nullable(desk) })
	},
	/** The text of one list of a unit's chain, old or new: what stands behind an officer's signature in a thread. */
	staff_desk_list: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ unit: unitCode, version: z.int().check(z.gte(1)) }),
		answer: z.object({ body: z.nullable(desk.shape.body) })
	}
} as const satisfies Record<string, Door>;
