/** What a stranger or an account without an officer may call at all, by name: whatever is new has to be written here. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await createDatabase();
});
afterAll(() => db?.drop());

const doorsOf = async (role: string) =>
	(
		await db.sql`select p.proname as name from pg_proc p
			where p.pronamespace = 'public'::regnamespace and has_function_privilege(${role}, p.oid, 'execute') order by 1`
	).map(({ name }) => name as string);

const open = [
	'booking_days',
	'follow_read',
	'follow_stop',
	'fund_chain',
	'fund_heads',
	'fund_public',
	'fund_public_rows',
	'news_campaign',
	'news_campaigns',
	'news_feed',
	'news_list',
	'news_post',
	'queue_figures_public',
	'results_public',
	'staff_desk_public',
	'staff_invitation_check',
	'unit_public'
];

test('a stranger meets these doors and no other', async () => {
	expect(await doorsOf('anon')).toEqual(open);
});

test('whatever else an account may call asks for an officer before anything', async () => {
	const names = (await doorsOf('authenticated')).filter((name) => !open.includes(name));
	expect(names.length).toBeGreaterThan(30);
	const stranger = { role: 'authenticated' as const, sub: randomUUID(), session_id: randomUUID() };
	for (const name of names) {
		const [door] = await db.sql<{ args: string }[]>`
			select coalesce(string_agg('null::' || format_type(t.oid, null), ', ' order by t.n), '') as args
			from pg_proc p left join unnest(p.proargtypes) with ordinality t (oid, n) on true
			where p.pronamespace = 'public'::regnamespace and p.proname = ${name} group by p.oid`;
		const call = db.as(stranger, (tx) => tx.unsafe(`select public.${name}(${door!.args})`));
		await expect(call, name).rejects.toMatchObject({ code: 'PT403', message: 'not_an_officer' });
	}
});

test('nothing of a room is called by a role of the API past its schema', async () => {
	const reached = await db.sql`
		select n.nspname as schema, r.role from pg_namespace n cross join (values ('anon'), ('authenticated'), ('service_role')) r (role)
		where n.nspname in ('house', 'unit', 'queue', 'booking', 'lookup', 'tips') and has_schema_privilege(r.role, n.oid, 'usage')`;
	expect([...reached]).toEqual([]);
});

test('files of Storage are closed by row security, as on hosted Supabase', async () => {
	const bare = await db.sql`
		select c.relname as name from pg_class c
		where c.relnamespace = 'storage'::regnamespace and c.relname in ('objects', 'buckets') and not c.relrowsecurity`;
	expect([...bare]).toEqual([]);
});

test('accounts are read by nobody through the API', async () => {
	const held = await db.sql`
		select c.relname as name, r.role from pg_class c cross join (values ('anon'), ('authenticated')) r (role)
		where c.relnamespace = 'auth'::regnamespace and c.relkind = 'r'
			and has_table_privilege(r.role, c.oid, 'select, insert, update, delete')`;
	expect([...held]).toEqual([]);
});
