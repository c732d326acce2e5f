/** The room `staff`: a new password for an officer who forgot theirs, by a token that their lead or the operator made. */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';
import type { Door } from './door.ts';
import { hex32, instant, key, uuid } from './basics.ts';
import { freshPassword, invitationToken } from './staff.ts';

export const doors = {
	/** The lead's browser makes the token and sends SHA-256 of its 32 hex characters, as of an invitation. */
	staff_reset_make: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, officer: uuid, token_hash: hex32, reason: plainText(300) }),
		answer: z.object({ expires_at: instant })
	},
	/** Uses the token up: the account has this password, and no session. 409 `already_used`, 404 `not_found`, 422 `weak_password`. */
	staff_reset_spend: {
		kind: 'edge',
		path: 'staff',
		who: 'anyone',
		args: z.strictObject({ token: invitationToken, password: freshPassword }),
		answer: z.object({ ok: z.literal(true) })
	}
} as const satisfies Record<string, Door>;
