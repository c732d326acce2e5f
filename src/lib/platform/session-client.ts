/** Supabase's client of Auth, without the rest of supabase-js (docs/decisions/0014), late and on officers' pages only. */
import type { AuthClient, AuthError, Session } from '@supabase/auth-js';
import { kept, keptKey } from './early.ts';
import { config } from './config.ts';
import { Problem } from './problem.ts';

let made: Promise<InstanceType<typeof AuthClient>> | undefined;

export function authClient(): Promise<InstanceType<typeof AuthClient>> {
	made ??= make().catch((error: unknown) => {
		made = undefined;
		throw error;
	});
	return made;
}

async function make(): Promise<InstanceType<typeof AuthClient>> {
	const [{ AuthClient }, { publishableKey: apikey }] = await Promise.all([
		import('./session-auth.ts'),
		config()
	]);
	return new AuthClient({
		url: `${location.origin}/auth/v1`,
		headers: { apikey, Authorization: `Bearer ${apikey}` },
		storageKey: kept,
		detectSessionInUrl: false,
		fetch: counted
	});
}

/**
 * Auth says by its own clock when a token ends, and its client looks at this device's: one that is late would send a token that has ended,
 * so that the officer is out, and one that is ahead would ask for a new one at every step. Without that word the client counts from now on.
 */
const counted: typeof fetch = async (...asked) => {
	const answer = await fetch(...asked);
	if (!answer.ok || !/\/(token|signup)\b/.test(String(asked[0]))) return answer;
	const { expires_at: _, ...said } = await answer.json();
	return Response.json(said, answer);
};

/** Beside the session lies the portal's key, so that the next page that this officer opens asks at once (docs/decisions/0076). */
export async function keepKey(): Promise<void> {
	const { publishableKey } = await config();
	try {
		localStorage.setItem(keptKey, publishableKey);
	} catch {
		// A browser that is full keeps the session in memory, and the next page asks for the key first.
	}
}

/** A password as Auth keeps it: the same letters are the same, whichever keyboard put them together (contracts/staff.ts). */
export const asKept = (password: string): string => password.normalize('NFC');

/**
 * Takes the session out of this browser at once, and tells the server, whose half ends by idling where it does not hear. Auth's client by
 * itself keeps a session that it could not tell of: whoever came next to that desk would be signed in.
 */
export async function forgetSession(): Promise<void> {
	const auth = await authClient();
	const { access_token: token } = JSON.parse(
		localStorage.getItem(kept) ?? '{}'
	) as Partial<Session>;
	localStorage.removeItem(kept);
	localStorage.removeItem(keptKey);
	delete globalThis.early;
	// There is none any more, so this asks nobody, and tells the other tabs.
	await auth.signOut({ scope: 'local' });
	if (token) await auth.admin.signOut(token, 'local');
}

const codes: Record<string, string> = {
	invalid_credentials: 'wrong_password',
	invalid_grant: 'wrong_password',
	user_banned: 'disabled',
	over_request_rate_limit: 'too_many_tries',
	current_password_invalid: 'wrong_present',
	current_password_required: 'wrong_present',
	same_password: 'same_password',
	reauthentication_needed: 'sign_in_anew',
	conflict: 'busy',
	weak_password: 'weak_password',
	user_already_exists: 'email_taken',
	email_exists: 'email_taken',
	mfa_verification_failed: 'wrong_code',
	mfa_verification_rejected: 'wrong_code',
	mfa_challenge_expired: 'wrong_code',
	mfa_factor_name_conflict: 'name_taken',
	too_many_enrolled_mfa_factors: 'too_many',
	mfa_totp_enroll_not_enabled: 'not_offered',
	mfa_totp_verify_not_enabled: 'not_offered',
	insufficient_aal: 'second_factor'
};

/** Auth's refusals as ours. Its own words never reach a person. */
export function authProblem(error: AuthError): Problem {
	const status = error.status ?? 0;
	if (error.name === 'AuthRetryableFetchError' || status === 0) {
		const code = navigator.onLine === false ? 'offline' : 'unreachable';
		return new Problem({ code, status: 0, offline: true });
	}
	const byStatus = status === 429 ? 'too_many_tries' : status === 503 ? 'busy' : 'failed';
	return new Problem({ code: codes[error.code ?? ''] ?? byStatus, status });
}
