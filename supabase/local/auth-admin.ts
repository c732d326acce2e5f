/**
 * The one thing of Auth's administration that our functions ask for, as Supabase's Auth takes it: a new password for an account, by
 * its id, with what a trigger is to know of it (docs/decisions/0070). lite has no administration: it is asked as that account itself
 * would, with a token that lives for a moment and belongs to no session.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { newPassword } from './auth-shapes.ts';
import { inWords, refused } from './auth-words.ts';

export type AdminKeys = { secretKey: string; jwtSecret: string; publishableKey: string };

const path = /^\/auth\/v1\/admin\/users\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const change = z.strictObject({
	password: newPassword,
	user_metadata: z.strictObject({
		password_reset: z.string().check(z.regex(/^[0-9a-f]{32}$/))
	})
});

/** The answer to a request of administration; undefined where it is none. */
export async function administer(
	request: Request,
	keys: AdminKeys,
	ask: (request: Request) => Promise<Response>
): Promise<Response | undefined> {
	const { origin, pathname } = new URL(request.url);
	const account = path.exec(pathname)?.[1];
	if (!account || request.method !== 'PUT') return undefined;
	if (!isSame(request.headers.get('apikey') ?? '', keys.secretKey))
		return refused(401, 'no_authorization');
	const taken = change.safeParse(await request.json().catch(() => null));
	if (!taken.success) return refused(400, 'validation_failed');
	const { password, user_metadata: data } = taken.data;
	return inWords(
		await ask(
			new Request(`${origin}/auth/v1/user`, {
				method: 'PUT',
				headers: {
					apikey: keys.publishableKey,
					authorization: `Bearer ${tokenOf(account, keys.jwtSecret)}`,
					'content-type': 'application/json'
				},
				body: JSON.stringify({ password, data })
			})
		)
	);
}

function isSame(given: string, wanted: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
	return a.length === b.length && timingSafeEqual(a, b);
}

/** Seconds; it does not leave this process. */
const LIVES = 30;

function tokenOf(sub: string, secret: string): string {
	const now = Math.floor(Date.now() / 1000);
	const claims = { sub, aud: 'authenticated', role: 'authenticated', iat: now, exp: now + LIVES };
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
	return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
