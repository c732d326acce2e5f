/** The room `staff`: officers, invitations, sessions, roles. */
import * as z from 'zod/mini';
import { personName, plainText } from '../text/index.ts';
import type { Door } from './door.ts';
import { hex32, instant, key, unitCode, uuid } from './basics.ts';

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
	/** Idle minutes after which the session ends. */
	idle_minutes: z.int()
});
export type Me = z.infer<typeof me>;

export const officer = z.object({
	id: uuid,
	name: z.string(),
	email: z.string(),
	roles: z.array(role),
	disabled_at: z.nullable(instant),
	last_seen: z.nullable(instant)
});

export const invitation = z.object({
	id: uuid,
	name: z.string(),
	email: z.string(),
	roles: z.array(role),
	created_at: instant,
	expires_at: instant,
	used_at: z.nullable(instant),
	revoked_at: z.nullable(instant)
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
		args: z.strictObject({ key, name: personName(), email, roles, token_hash: hex32 }),
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
			disabled: z.boolean(),
			reason: z.nullable(plainText(300))
		}),
		answer: ok
	}
} as const satisfies Record<string, Door>;
