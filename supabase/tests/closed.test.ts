/** What is closed before anybody opens it. Who may do what is on the lists of `matrix`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await createDatabase();
});
afterAll(() => db?.drop());

test('every table of every room says what it is for', async () => {
	const silent = await db.sql`
		select c.oid::regclass::text as name from pg_class c
		join pg_namespace n on n.oid = c.relnamespace
		where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'extensions', 'auth', 'storage', 'supabase_migrations')
			and c.relkind in ('r', 'p') and obj_description(c.oid, 'pg_class') is null`;
	expect([...silent]).toEqual([]);
});

test('a new table or function in public is open to nobody until it is granted', async () => {
	await db.sql.begin(async (tx) => {
		await tx`create table public.fresh (a int)`;
		await tx`create function public.fresh() returns int language sql set search_path = '' as 'select 1'`;
		const [held] = await tx`
			select has_table_privilege('anon', 'public.fresh', 'select') or has_table_privilege('authenticated', 'public.fresh', 'select') as table,
				has_function_privilege('anon', 'public.fresh()', 'execute') or has_function_privilege('authenticated', 'public.fresh()', 'execute') as function`;
		expect(held).toEqual({ table: false, function: false });
		await tx`drop table public.fresh`;
		await tx`drop function public.fresh()`;
	});
});
