/** Speaking to the database as PostgREST does for a caller: a role and the claims of a token. */
import type { Sql, TransactionSql } from 'postgres';

/** Who calls. Claims beyond these go into the token as they are. */
export type Actor = {
	role?: 'anon' | 'authenticated' | 'service_role';
	/** The account's id. */
	sub?: string;
	session_id?: string;
	aal?: 'aal1' | 'aal2';
	[claim: string]: unknown;
};

/**
 * Runs statements in one transaction as the actor, then commits; an error rolls back and is thrown as
 * it came from PostgreSQL (`code`, `message`, `detail`).
 */
export function asActor<T>(
	sql: Sql,
	actor: Actor,
	work: (tx: TransactionSql) => Promise<T>
): Promise<T> {
	const { role = 'anon', ...rest } = actor;
	const claims = JSON.stringify({ role, ...rest });
	return sql.begin(async (tx) => {
		await tx`select set_config('role', ${role}, true), set_config('request.jwt.claims', ${claims}, true)`;
		return work(tx);
	}) as Promise<T>;
}
