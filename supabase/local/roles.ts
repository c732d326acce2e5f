/**
 * What hosted Supabase has before the first migration: the API's roles, the schema `extensions`, and
 * the default privileges. Our migrations revoke from those, as they would there.
 */
import type { Sql } from 'postgres';

/** Who owns what migrations make. Hosted: not a superuser, bypasses row security. */
export const owner = 'postgres';
/** The role the API signs in with; it becomes `anon`, `authenticated` or `service_role` per request. */
export const apiLogin = 'authenticator';

export const searchPath = `"$user", public, extensions`;
const quoted = (password: string) => `'${password.replaceAll("'", "''")}'`;

async function ensureRole(sql: Sql, name: string, attributes: string): Promise<void> {
	const [known] = await sql`select 1 from pg_roles where rolname = ${name}`;
	await sql.unsafe(`${known ? 'alter' : 'create'} role ${name} ${attributes}`);
}

/**
 * Roles of the cluster. `passwords.owner` is absent on a server that is not ours (DATABASE_URL): there
 * whoever signed in owns everything.
 */
export async function ensureRoles(
	sql: Sql,
	passwords: { owner?: string; api: string }
): Promise<void> {
	await ensureRole(sql, 'anon', 'nologin noinherit');
	await ensureRole(sql, 'authenticated', 'nologin noinherit');
	await ensureRole(sql, 'service_role', 'nologin noinherit bypassrls');
	await ensureRole(sql, 'supabase_auth_admin', 'nologin noinherit');
	await ensureRole(sql, 'supabase_storage_admin', 'nologin noinherit');
	await ensureRole(sql, apiLogin, `login noinherit password ${quoted(passwords.api)}`);
	await sql.unsafe(`
		grant anon, authenticated, service_role to ${apiLogin};
		grant supabase_auth_admin, supabase_storage_admin to ${apiLogin} with inherit true;
		alter role ${apiLogin} set statement_timeout = '8s';
		alter role ${apiLogin} set lock_timeout = '8s';
		alter role ${apiLogin} set search_path = ${searchPath};
	`);
	if (passwords.owner === undefined) return;
	const attributes = 'login createdb createrole bypassrls replication';
	await ensureRole(sql, owner, `${attributes} password ${quoted(passwords.owner)}`);
	await sql.unsafe(`
		grant anon, authenticated, service_role, supabase_auth_admin, supabase_storage_admin
			to ${owner} with admin option;
		alter role ${owner} set search_path = ${searchPath};
	`);
}

/** Schemas and privileges of one database. `as` is who owns what migrations make there. */
export async function ensureDatabase(sql: Sql, as: string): Promise<void> {
	const [row] = await sql`select quote_ident(current_database()) as name`;
	await sql.unsafe(`
		alter database ${row!.name} set search_path = ${searchPath};
		create schema if not exists extensions authorization ${as};
		grant usage on schema extensions, public to anon, authenticated, service_role, ${apiLogin};
		grant all on schema public to ${as};
		alter default privileges for role ${as} in schema public grant all on tables to anon, authenticated, service_role;
		alter default privileges for role ${as} in schema public grant all on functions to anon, authenticated, service_role;
		alter default privileges for role ${as} in schema public grant all on sequences to anon, authenticated, service_role;
	`);
}

/** After lite made them: who owns `auth` and `storage`, and `auth.uid()` reading what PostgREST sets. */
export async function settleSystemSchemas(sql: Sql, as: string): Promise<void> {
	await sql.unsafe(systemFunctions);
	for (const schema of ['auth', 'storage']) {
		const admin = `supabase_${schema}_admin`;
		await sql.unsafe(`
			do $$
			declare thing record;
			begin
				execute 'alter schema ${schema} owner to ${admin}';
				for thing in select c.oid::regclass as name from pg_class c
					where c.relnamespace = '${schema}'::regnamespace and c.relkind in ('r', 'v', 'p')
				loop execute format('alter table %s owner to ${admin}', thing.name); end loop;
				for thing in select p.oid::regprocedure as name from pg_proc p
					where p.pronamespace = '${schema}'::regnamespace
				loop execute format('alter function %s owner to ${admin}', thing.name); end loop;
			end $$;
			grant usage on schema ${schema} to anon, authenticated, service_role, ${as};
			grant all on all tables in schema ${schema} to ${as};
		`);
	}
	await sql.unsafe(`
		grant all on storage.objects, storage.buckets to anon, authenticated, service_role;
		grant select on all tables in schema auth to service_role;
	`);
}

/** Hosted Supabase's definitions; lite's read only the older, single-claim settings. */
const systemFunctions = `
	create or replace function auth.jwt() returns jsonb language sql stable as $$
		select coalesce(
			nullif(current_setting('request.jwt.claim', true), ''),
			nullif(current_setting('request.jwt.claims', true), '')
		)::jsonb $$;
	create or replace function auth.uid() returns uuid language sql stable as $$
		select coalesce(
			nullif(current_setting('request.jwt.claim.sub', true), ''),
			nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
		)::uuid $$;
	create or replace function auth.role() returns text language sql stable as $$
		select coalesce(
			nullif(current_setting('request.jwt.claim.role', true), ''),
			nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
		) $$;
	create or replace function auth.email() returns text language sql stable as $$
		select coalesce(
			nullif(current_setting('request.jwt.claim.email', true), ''),
			nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email'
		) $$;
`;
