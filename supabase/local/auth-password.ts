/**
 * How an officer's password is changed where lite is Auth. lite would take a new one from any session, asks for no other word and leaves
 * every other session alive; here it is as Supabase's Auth does it with "require current password" on (docs/decisions/0065),
 * and with its codes.
 */
import * as z from 'zod/mini';
import { newPassword, password as anyPassword } from './auth-shapes.ts';
import { inWords, refused } from './auth-words.ts';
import { Tries } from './tries.ts';

/** Asks the API in the name of the caller, or of whose token is given; `null`: of nobody. */
export type Send = (
	address: string,
	body: unknown,
	how?: { method?: string; token?: string | null }
) => Promise<Response>;

const change = z.object({ password: newPassword, current_password: z.optional(anyPassword) });

const tries = new Tries();
const running = new Set<string>();

/** What a door says of a session, as Auth would say it. */
const sessions: Record<string, [status: number, code: string]> = {
	second_factor: [401, 'insufficient_aal'],
	disabled: [403, 'user_banned'],
	not_an_officer: [403, 'user_not_found']
};

/** Changes the password of whoever asks, if they know the present one. */
export async function changePassword(asked: unknown, send: Send): Promise<Response> {
	const taken = change.safeParse(asked);
	if (!taken.success) return refused(400, 'validation_failed');
	const { password, current_password: present } = taken.data;
	if (!present) return refused(400, 'current_password_required');
	// The doors know what lite does not: who is disabled, which session is over, whether a second factor is to come.
	const known = await send('/rest/v1/rpc/staff_me', {});
	if (!known.ok) return ofSession(known);
	const { id, email } = (await known.json()) as { id: string; email: string };
	if (running.has(id)) return refused(409, 'conflict');
	running.add(id);
	try {
		if (!tries.take(id)) return refused(429, 'over_request_rate_limit');
		const proof = await send(
			'/auth/v1/token?grant_type=password',
			{ email, password: present },
			{ token: null }
		);
		if (proof.status === 400) return refused(400, 'current_password_invalid');
		if (!proof.ok) return inWords(proof);
		tries.right(id);
		const { access_token: token } = (await proof.json()) as { access_token: string };
		// It was made to hear whether the password is right, and for nothing else.
		await demand(send('/auth/v1/logout?scope=local', {}, { token }));
		const changed = await send('/auth/v1/user', { password }, { method: 'PUT' });
		if (!changed.ok) return inWords(changed);
		await demand(send('/auth/v1/logout?scope=others', {}));
		return changed;
	} finally {
		running.delete(id);
	}
}

async function ofSession(answer: Response): Promise<Response> {
	if (answer.status >= 500) return refused(answer.status, 'unexpected_failure');
	const { message } = (await answer.json().catch(() => ({}))) as { message?: string };
	return refused(...(sessions[message ?? ''] ?? [403, 'session_not_found']));
}

/** A session that did not end is no success: the page asks what is true, and ends it. */
async function demand(work: Promise<Response>): Promise<void> {
	const { ok, status } = await work;
	if (!ok) throw new Error(`auth: a session could not be ended (${status})`);
}
