/**
 * Officers made on the real road: an invitation row, then Auth's sign-up with the token. The trigger
 * on auth.users does the rest; nothing is written behind its back.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Sql } from 'postgres';
import { Stop } from './stop.ts';

export type Invited = {
	unit: string;
	name: string;
	email: string;
	roles: string[];
	/** A collaborator's. */
	hamlet?: string | null;
};

/** A token's hash as staff.invitations keeps it: SHA-256 of the 32 hex characters. */
export const tokenHash = (token: string) => createHash('sha256').update(token).digest();

/** A one-time token of 128 bits. */
export const newToken = () => randomBytes(16).toString('hex');

/** Writes an invitation as the database's owner and returns its token, which is kept nowhere. */
export async function invite(
	sql: Sql,
	{ unit, name, email, roles, hamlet = null }: Invited
): Promise<string> {
	const token = newToken();
	await sql`insert into staff.invitations (unit, name, email, roles, hamlet, token_hash)
		values (${unit}, ${name}, ${email.toLowerCase()}, ${roles}, ${hamlet}, ${tokenHash(token)})`;
	return token;
}

/** Makes a token for a new password of a lead and answers it, which is kept nowhere. @throws Stop for anybody else */
export async function resetLead(sql: Sql, email: string): Promise<{ name: string; token: string }> {
	const [known] = await sql<{ name: string; leads: boolean; disabled: boolean }[]>`
		select name, 'lead' = any (roles) as leads, disabled_at is not null as disabled
		from staff.officers where email = ${email.toLowerCase()}`;
	if (!known) throw new Stop(`Nobody signs in with ${email}.`);
	const { name } = known;
	if (known.disabled)
		throw new Stop(`The account of ${name} is locked: another lead of the unit opens it first.`);
	if (!known.leads)
		throw new Stop(
			`${name} leads no unit: their lead makes them a new password, under "Thiết lập, Cán bộ và lời mời".`
		);
	const token = newToken();
	await sql`select staff.reset_lead(${email}, ${tokenHash(token)})`;
	return { name, token };
}

export type SignedIn = { token: string; refreshToken: string; id: string; sessionId: string };

type Door = { origin: string; publishableKey: string };

async function auth(
	{ origin, publishableKey }: Door,
	path: string,
	body: unknown
): Promise<SignedIn> {
	const answer = await fetch(`${origin}/auth/v1/${path}`, {
		method: 'POST',
		headers: { apikey: publishableKey, 'content-type': 'application/json' },
		body: JSON.stringify(body)
	});
	if (!answer.ok) throw new Stop(`Auth refused ${path.split('?')[0]} with ${answer.status}.`);
	const { access_token: token, refresh_token: refreshToken, user } = await answer.json();
	const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
	return { token, refreshToken, id: user.id, sessionId: claims.session_id };
}

/** Signs up with the token of an invitation. */
export function signUp(
	door: Door,
	email: string,
	password: string,
	invitation: string
): Promise<SignedIn> {
	return auth(door, 'signup', { email, password, data: { invitation } });
}

/** Signs in by e-mail and password. */
export function signIn(door: Door, email: string, password: string): Promise<SignedIn> {
	return auth(door, 'token?grant_type=password', { email, password });
}
