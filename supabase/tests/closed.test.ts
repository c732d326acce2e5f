/** What is closed: nothing of the rooms is reached but through their doors. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await createDatabase();
});
afterAll(() => db?.drop());

test('every function of every room has an empty search path', async () => {
	const loose = await db.sql`
		select p.oid::regprocedure::text as name from pg_proc p
		join pg_namespace n on n.oid = p.pronamespace
		where n.nspname in ('house', 'unit', 'staff', 'queue', 'booking', 'lookup', 'fund', 'support', 'news', 'notify')
			and not coalesce('search_path=""' = any (p.proconfig), false)`;
	expect([...loose]).toEqual([]);
});

test('nothing may be executed by everybody', async () => {
	const open = await db.sql`
		select p.oid::regprocedure::text as name from pg_proc p
		join pg_namespace n on n.oid = p.pronamespace
		where n.nspname in ('house', 'unit', 'staff', 'queue', 'booking', 'lookup', 'fund', 'support', 'news', 'notify') and (
			has_function_privilege('anon', p.oid, 'execute') or has_function_privilege('authenticated', p.oid, 'execute')
		)`;
	expect([...open]).toEqual([]);
});

test('neither a citizen nor an officer has any right on a table', async () => {
	const held = await db.sql`
		select c.oid::regclass::text as name, r.role from pg_class c
		join pg_namespace n on n.oid = c.relnamespace
		cross join (values ('anon'), ('authenticated')) r (role)
		where n.nspname in ('public', 'house', 'unit', 'staff', 'queue', 'booking', 'lookup', 'fund', 'support', 'news', 'notify')
			and c.relkind in ('r', 'v', 'm', 'p', 'S')
			and case c.relkind
				when 'S' then has_sequence_privilege(r.role, c.oid, 'usage, select, update')
				else has_table_privilege(r.role, c.oid, 'select, insert, update, delete, truncate, references, trigger')
			end`;
	expect([...held]).toEqual([]);
});

test('every table of every room has row security', async () => {
	const bare = await db.sql`
		select c.oid::regclass::text as name from pg_class c
		join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('unit', 'staff', 'queue', 'booking', 'lookup', 'fund', 'support', 'news', 'notify') and c.relkind in ('r', 'p') and not c.relrowsecurity`;
	expect([...bare]).toEqual([]);
});

test('every table says what it is for', async () => {
	const silent = await db.sql`
		select c.oid::regclass::text as name from pg_class c
		join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('unit', 'staff', 'queue', 'booking', 'lookup', 'fund', 'support', 'news', 'notify') and c.relkind in ('r', 'p')
			and obj_description(c.oid, 'pg_class') is null`;
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
