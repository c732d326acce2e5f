/** Officers for the SQL tests, made on the real road: an invitation, then a row in auth.users. */
import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { newToken, tokenHash, type TestDatabase } from '../local/testing.ts';

export type Person = { sub: string; session_id: string; email: string; unit: string };

/** An idempotency key. */
export const newKey = () => randomUUID();

/** The first row of an answer that has one. */
export function one<T>(rows: readonly T[]): T {
	const [row] = rows;
	if (row === undefined) throw new Error('The answer has no row.');
	return row;
}

let count = 0;

/** Makes an officer of a unit with a session that has not been seen yet. */
export async function officerOf(
	db: TestDatabase,
	unit: string,
	roles: string[],
	name?: string
): Promise<Person> {
	const email = `officer${++count}.${unit}@example.vn`;
	const token = newToken();
	await db.sql`insert into staff.invitations (unit, name, email, roles, token_hash)
		values (${unit}, ${name ?? `Cán bộ Thử ${'ABCDEFGHIJKLMNOPQRSTUVXY'[count % 24]}`}, ${email}, ${roles}, ${tokenHash(token)})`;
	return {
		sub: await signUpInSql(db, email, { invitation: token }),
		session_id: randomUUID(),
		email,
		unit
	};
}

/** What Auth writes when somebody signs up; answers the account's id. */
export async function signUpInSql(
	db: TestDatabase,
	email: string,
	metadata: Record<string, string>
): Promise<string> {
	const id = randomUUID();
	await db.sql`insert into auth.users (id, email, raw_user_meta_data) values (${id}, ${email}, ${db.sql.json(metadata)})`;
	return id;
}

/** Calls as the officer's browser does: the role authenticated with the claims of the token. */
export const asPerson = <T>(
	db: TestDatabase,
	{ sub, session_id }: Person,
	work: (tx: TransactionSql) => Promise<T>,
	aal: 'aal1' | 'aal2' = 'aal1'
) => db.as({ role: 'authenticated', sub, session_id, aal }, work);

export type Refusal = { code: string; message: string; detail?: string };

/** The refusal of a call, or null when it was taken. */
export const problemOf = (work: Promise<unknown>): Promise<Refusal | null> =>
	work.then(
		() => null,
		({ code, message, detail }: Refusal) => ({ code, message, detail })
	);
