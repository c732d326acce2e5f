import { isRefusal } from '#lib/platform/command.svelte.ts';
import { session } from '#lib/platform/session.svelte.ts';
import { spendReset } from './reset-staff.ts';
import { checkInvitation } from './staff.ts';

const roads = {
	send: spendReset as (sent: { token: string; password: string }) => Promise<unknown>,
	check: async (token: string) => (await checkInvitation(token)).state,
	signIn: (email: string, password: string) => session.signIn(email, password)
};

/**
 * Sets the password that was typed and signs in by it. After a lost answer nobody knows whether it arrived; where the token is used by then,
 * the sign-in tells: only the password that was set opens.
 * @throws Problem `already_used`, `not_found`, `weak_password`, `same_password`, and those of signing in
 */
export async function spend(
	{ email, token, password }: { email: string; token: string; password: string },
	{ send, check, signIn }: typeof roads = roads
): Promise<void> {
	try {
		await send({ token, password });
	} catch (problem) {
		if (isRefusal(problem) || (await check(token)) !== 'used') throw problem;
	}
	await signIn(email, password);
}
