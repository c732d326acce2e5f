/** Nothing is open in the database but what the migrations open: doors to their callers, and no table to anybody. */
import { doubt, fault, type Found } from './finding.ts';
import { granted, rooms } from './granted.ts';
import type { Sql } from 'postgres';

type Callable = { name: string; role: string };

const few = (names: readonly string[]) =>
	names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');

/** What more may be called than is listed, and which doors of the list are shut to their callers. */
async function functionsOpen(sql: Sql, schemas: string[]): Promise<Found[]> {
	const list = granted();
	const rows = await sql<Callable[]>`
		select n.nspname || '.' || p.proname as name, r.role from pg_proc p
		join pg_namespace n on n.oid = p.pronamespace
		cross join (values ('anon'), ('authenticated'), ('service_role')) r (role)
		where n.nspname = any (${[...schemas, 'public']}) and has_function_privilege(r.role, p.oid, 'execute')
			and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
		order by 1, 2`;
	const held = new Set(rows.map(({ name, role }) => `${name} ${role}`));
	const open = rows
		.filter(({ name, role }) => role !== 'service_role' && !list.get(name)?.has(role))
		.map(({ name, role }) =>
			fault(
				`${role} may call ${name}, and no migration says so.`,
				`revoke execute on function ${name} from public, ${role}; then find out who granted it.`
			)
		);
	const shut = ['anon', 'authenticated', 'service_role'].flatMap((role) => {
		const doors = [...list.keys()].filter((name) => name.startsWith('public.'));
		const missing = doors.filter(
			(name) => list.get(name)!.has(role) && !held.has(`${name} ${role}`)
		);
		if (missing.length === 0) return [];
		return fault(
			`${role} may not call ${few(missing)}, and the portal needs it.`,
			`grant execute on function … to ${role}; where the function is not there, the migrations did not all run.`
		);
	});
	return [...open, ...shut];
}

async function tablesOpen(sql: Sql, schemas: string[]): Promise<Found[]> {
	const held = await sql<{ name: string; role: string }[]>`
		select format('%I.%I', n.nspname, c.relname) as name, r.role from pg_class c
		join pg_namespace n on n.oid = c.relnamespace
		cross join (values ('anon'), ('authenticated')) r (role)
		where n.nspname = any (${[...schemas, 'public']}) and c.relkind in ('r', 'v', 'm', 'p', 'S')
			and case c.relkind
				when 'S' then has_sequence_privilege(r.role, c.oid, 'usage, select, update')
				else has_table_privilege(r.role, c.oid, 'select, insert, update, delete, truncate, references, trigger')
					or has_any_column_privilege(r.role, c.oid, 'select, insert, update, references')
			end
		order by 1, 2`;
	const bare = await sql<{ name: string }[]>`
		select format('%I.%I', n.nspname, c.relname) as name from pg_class c
		join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = any (${schemas}) and c.relkind in ('r', 'p') and not c.relrowsecurity order by 1`;
	return [
		...held.map(({ name, role }) =>
			fault(`${role} holds a right on ${name}.`, `revoke all on ${name} from public, ${role};`)
		),
		...bare.map(({ name }) =>
			fault(`${name} has no row security.`, `alter table ${name} enable row level security;`)
		)
	];
}

async function looseFunctions(sql: Sql, schemas: string[]): Promise<Found[]> {
	const loose = await sql<{ name: string }[]>`
		select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where n.nspname = any (${[...schemas, 'public']}) and p.prosecdef
			and not coalesce(p.proconfig @> array['search_path=""'], false)
			and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
		order by 1`;
	if (loose.length === 0) return [];
	return [
		fault(
			`${few(loose.map(({ name }) => name))}: run with the owner's rights and a search path that the caller chooses.`,
			"alter function … set search_path = ''; no migration leaves one so, look who made it."
		)
	];
}

async function roles(sql: Sql): Promise<Found[]> {
	const strong = await sql<{ role: string }[]>`
		select r.rolname as role from pg_roles r
		where r.rolname in ('anon', 'authenticated') and (
			r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb
			or pg_has_role(r.rolname, 'service_role', 'member') or pg_has_role(r.rolname, 'postgres', 'member')
		)`;
	const exposed = await sql<{ schemas: string }[]>`
		select substr(c.setting, char_length('pgrst.db_schemas=') + 1) as schemas
		from pg_db_role_setting s join pg_roles r on r.oid = s.setrole and r.rolname = 'authenticator',
			unnest(s.setconfig) c (setting)
		where c.setting like 'pgrst.db_schemas=%'
			and s.setdatabase in (0, (select d.oid from pg_database d where d.datname = current_database()))`;
	return [
		...strong.map(({ role }) =>
			fault(
				`The role ${role} may do more than it should: it is, or may become, one that row security does not bind.`,
				`alter role ${role} nosuperuser nobypassrls nocreaterole nocreatedb; and revoke its memberships.`
			)
		),
		...exposed
			.filter(({ schemas }) => schemas.replace(/\s/g, '') !== 'public')
			.map(({ schemas }) =>
				doubt(
					`The API exposes ${schemas}, and the portal needs public alone.`,
					"alter role authenticator set pgrst.db_schemas = 'public'; notify pgrst, 'reload config';"
				)
			)
	];
}

async function buckets(sql: Sql): Promise<Found[]> {
	const [there] = await sql`select to_regclass('storage.buckets') is not null as yes`;
	if (!there!.yes) return [];
	const rows = await sql<{ id: string; public: boolean }[]>`select id, public from storage.buckets`;
	const policies = await sql<{ name: string }[]>`
		select policyname as name from pg_policies where schemaname = 'storage' and tablename = 'objects'`;
	const found: Found[] = [];
	if (!rows.some(({ id, public: open }) => id === 'sealed' && !open))
		found.push(
			fault(
				'The bucket sealed is missing, or public.',
				"update storage.buckets set public = false where id = 'sealed'; where it is missing, the migrations did not all run."
			)
		);
	for (const { id } of rows.filter(({ id, public: open }) => open && id !== 'news'))
		found.push(doubt(`The bucket ${id} is public, and not the portal’s.`, 'Find out whose it is.'));
	for (const { name } of policies)
		found.push(
			fault(
				`Storage has a policy, "${name}": the portal makes none, since its functions alone put bytes there.`,
				`drop policy "${name}" on storage.objects;`
			)
		);
	return found;
}

export async function grants(sql: Sql): Promise<Found[]> {
	const schemas = rooms();
	return [
		...(await functionsOpen(sql, schemas)),
		...(await tablesOpen(sql, schemas)),
		...(await looseFunctions(sql, schemas)),
		...(await roles(sql)),
		...(await buckets(sql))
	];
}
