/** The password of the account that is signed in. Auth asks for the present one (docs/decisions/0065). */
import type { AuthError } from '@supabase/auth-js';
import { Problem } from './problem.ts';
import { asKept, authClient, authProblem } from './session-client.ts';

/**
 * This session goes on, every other one of the account ends.
 * @throws Problem `wrong_present`, `same_password`, `weak_password`, `leaked_password`, `sign_in_anew` where this session is a day old,
 * `second_factor`, `too_many_tries`; without a status, or with one of 500, it may have been changed all the same
 */
export async function changePassword(present: string, password: string): Promise<void> {
	const auth = await authClient();
	const { error } = await auth.updateUser({
		password: asKept(password),
		current_password: asKept(present)
	});
	if (error) throw refusal(error);
}

/** Ends every other session of the account once more: of a change whose answer was lost. @throws Problem */
export async function endOtherSessions(): Promise<void> {
	const { error } = await (await authClient()).signOut({ scope: 'others' });
	if (error) throw authProblem(error);
}

function refusal(error: AuthError): Problem {
	const problem = authProblem(error);
	const reasons = 'reasons' in error && Array.isArray(error.reasons) ? error.reasons : [];
	return problem.code === 'weak_password' && reasons.includes('pwned')
		? new Problem({ code: 'leaked_password', status: problem.status })
		: problem;
}
