/** Second factors of the account that is signed in, as Supabase Auth keeps them (docs/decisions/0029). */
import type { AuthError } from '@supabase/auth-js';
import { Problem } from './problem.ts';
import { authClient, authProblem } from './session-client.ts';

export type Factor = { id: string; name: string; since: string };
/** What an authenticator is told, once: as an address for a QR code, and to be typed by hand. */
export type Enrolment = { id: string; uri: string; secret: string };

function taken<Data>({ data, error }: { data: Data; error: AuthError | null }): NonNullable<Data> {
	if (!error) return data!;
	const problem = authProblem(error);
	// An Auth without second factors, as the embedded one, knows no such address.
	throw problem.status === 404 || problem.status === 405
		? new Problem({ code: 'not_offered', status: problem.status })
		: problem;
}

/** Those that a first code has proven. @throws Problem */
export async function factors(): Promise<Factor[]> {
	const { totp } = taken(await (await authClient()).mfa.listFactors());
	return totp.map(({ id, friendly_name, created_at }) => ({
		id,
		name: friendly_name ?? '',
		since: created_at
	}));
}

/**
 * Begins another one. What was begun before and never proven is given up, so that its name is free again.
 * @throws Problem `not_offered`, `name_taken`, `too_many`, `second_factor` where there is one that was not proven
 */
export async function beginFactor(name: string): Promise<Enrolment> {
	const { mfa } = await authClient();
	const { all } = taken(await mfa.listFactors());
	for (const { id, status } of all)
		if (status === 'unverified') taken(await mfa.unenroll({ factorId: id }));
	const asked = { factorType: 'totp', friendlyName: name, issuer: 'Gần Dân' } as const;
	const { id, totp } = taken(await mfa.enroll(asked));
	return { id, uri: totp.uri, secret: totp.secret };
}

/** A code of the device: the session is proven from now on, here and in this browser's other tabs. @throws Problem `wrong_code` */
export async function proveFactor(id: string, code: string): Promise<void> {
	taken(await (await authClient()).mfa.challengeAndVerify({ factorId: id, code }));
}

/** @throws Problem `second_factor` in a session that was not proven */
export async function removeFactor(id: string): Promise<void> {
	taken(await (await authClient()).mfa.unenroll({ factorId: id }));
}
