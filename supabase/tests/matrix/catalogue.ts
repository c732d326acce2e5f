/**
 * Who may do what, read from the catalogue of a database and written out in lines that a reviewer reads in a diff. Privileges
 * are those that hold, by whatever way: a grant, PUBLIC, a membership, a default.
 */
import type { Sql } from 'postgres';

/** Whoever comes through the API or runs one of its parts. The owner of what migrations make may do everything. */
export const callers = [
	'anon',
	'authenticated',
	'service_role',
	'authenticator',
	'supabase_auth_admin',
	'supabase_storage_admin'
] as const;

const held = callers.map((name) => `('${name}')`).join(', ');
/** Schemas of PostgreSQL itself, and of extensions, which are listed by name and version. */
const system = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'extensions')`;
const letters = (ask: string, rights: Record<string, string>) =>
	Object.entries(rights)
		.map(([right, letter]) => `case when ${ask.replace('?', right)} then '${letter}' else '' end`)
		.join(' || ');
/** `anon=r authenticated=rw`, or `nobody`. `ask` is a question with `?` for the right and `h.role` for who. */
const who = (ask: string, rights: Record<string, string>, owner: string) => `
	coalesce((select string_agg(h.role || '=' || h.may, ' ' order by h.role) from (
		select r.role, ${letters(ask.replaceAll('h.role', 'r.role'), rights)} as may
		from (values ${held}, ('public')) r (role) where r.role <> pg_get_userbyid(${owner})
	) h where h.may <> ''), 'nobody')`;

const table = {
	select: 'r',
	insert: 'a',
	update: 'w',
	delete: 'd',
	truncate: 'D',
	references: 'x',
	trigger: 't',
	maintain: 'm'
};

const roles = `
	select r.rolname || ': ' || concat_ws(', ',
		case when r.rolsuper then 'superuser' end, case when r.rolbypassrls then 'bypasses row security' end,
		case when r.rolcanlogin then 'signs in' end, case when r.rolinherit then 'inherits' end,
		case when r.rolcreaterole then 'makes roles' end, case when r.rolcreatedb then 'makes databases' end,
		(select string_agg('may become ' || g.rolname || case when m.inherit_option then ' and inherits from it' else '' end
			|| case when m.admin_option then ' and gives it on' else '' end, ', ' order by g.rolname)
		from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid)) as line
	from pg_roles r where r.rolname in (${callers.map((name) => `'${name}'`).join(', ')}, 'postgres')
	union all
	select 'default in ' || coalesce(n.nspname, 'every schema') || ', ' || case d.defaclobjtype when 'r' then 'tables'
			when 'f' then 'functions' when 'S' then 'sequences' when 'T' then 'types' else d.defaclobjtype::text end
		|| ' of ' || pg_get_userbyid(d.defaclrole) || ': ' || coalesce(nullif(array_to_string(array(
			select x::text from unnest(d.defaclacl) x order by 1), ' '), ''), 'nobody')
	from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace
	union all
	select 'extension ' || e.extname || ' in ' || e.extnamespace::regnamespace from pg_extension e
	union all
	select 'schema ' || n.nspname || ' of ' || pg_get_userbyid(n.nspowner) || ': '
		|| ${who("has_schema_privilege(h.role, n.oid, '?')", { usage: 'U', create: 'C' }, 'n.nspowner')}
	from pg_namespace n where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

/** A right on a single column counts too: where the table has none, its columns are named. */
const tables = `
	select n.nspname || '.' || c.relname || case c.relkind when 'r' then '' when 'p' then ', parted' when 'v' then ', a view'
			when 'm' then ', a materialized view' when 'S' then ', a sequence' else ', ' || c.relkind::text end
		|| case when c.relkind not in ('r', 'p') then '' when c.relforcerowsecurity then ', row security even for its owner'
			when c.relrowsecurity then ', row security' else ', NO ROW SECURITY' end
		|| case when pg_get_userbyid(c.relowner) = 'postgres' then '' else ', of ' || pg_get_userbyid(c.relowner) end
		|| case when c.reloptions is null then '' else ', ' || array_to_string(c.reloptions, ' ') end || ': '
		|| case when c.relkind = 'S' then ${who("has_sequence_privilege(h.role, c.oid, '?')", { usage: 'U', select: 'r', update: 'w' }, 'c.relowner')}
			else ${who("has_table_privilege(h.role, c.oid, '?')", table, 'c.relowner')} end as line
	from pg_class c join pg_namespace n on n.oid = c.relnamespace
	where ${system} and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
	union all
	select n.nspname || '.' || c.relname || '.' || a.attname || ', a column: ' || array_to_string(a.attacl, ' ')
	from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
	where ${system} and a.attacl is not null
	union all
	select 'policy on ' || p.schemaname || '.' || p.tablename || ' "' || p.policyname || '": ' || p.permissive || ' ' || p.cmd || ' to '
		|| array_to_string(p.roles, ', ') || coalesce(' using ' || regexp_replace(p.qual, '\\s+', ' ', 'g'), '')
		|| coalesce(' with check ' || regexp_replace(p.with_check, '\\s+', ' ', 'g'), '')
	from pg_policies p
	union all
	select 'bucket ' || b.id || case when b.public then ', PUBLIC' else ', private' end
		|| coalesce(', at most ' || b.file_size_limit || ' bytes', '') || coalesce(', ' || array_to_string(b.allowed_mime_types, ' '), '')
	from storage.buckets b
	union all
	select 'publication ' || p.pubname || ': ' || case when p.puballtables then 'EVERY TABLE' else coalesce((
		select string_agg(t.schemaname || '.' || t.tablename, ' ' order by t.schemaname, t.tablename) from pg_publication_tables t where t.pubname = p.pubname), 'nothing') end
	from pg_publication p`;

/** What anybody but the owner may run, and whatever runs with its owner's rights; the doors of `public` stand in a list of their own too. */
const functions = `
	select n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'
		|| case when p.prosecdef then ', definer' else '' end
		|| case when pg_get_userbyid(p.proowner) = 'postgres' then '' else ', of ' || pg_get_userbyid(p.proowner) end
		|| case when n.nspname in ('auth', 'storage', 'realtime') or 'search_path=""' = any (p.proconfig) then '' else ', LOOSE SEARCH PATH' end
		|| ': ' || ${who("has_function_privilege(h.role, p.oid, '?')", { execute: 'X' }, 'p.proowner')} as line
	from pg_proc p join pg_namespace n on n.oid = p.pronamespace
	where ${system} and (p.prosecdef or not coalesce('search_path=""' = any (p.proconfig), false)
		or exists (select 1 from (values ${held}, ('public')) r (role) where has_function_privilege(r.role, p.oid, 'execute')))
	union all
	select 'type ' || t.oid::regtype || ': ' || ${who("has_type_privilege(h.role, t.oid, '?')", { usage: 'U' }, 't.typowner')}
	from pg_type t join pg_namespace n on n.oid = t.typnamespace
	where ${system} and t.typtype in ('d', 'e', 'r')`;

const questions = { roles, tables, functions };
export const lists = Object.keys(questions) as (keyof typeof questions)[];
export type Matrix = Record<keyof typeof questions, string[]>;

type Asker = Pick<Sql, 'unsafe'>;
async function lines(sql: Asker, question: string): Promise<string[]> {
	const rows = await sql.unsafe<{ line: string }[]>(question);
	// By the order of their letters, whatever the server's language.
	return rows.map(({ line }) => line).sort((a, b) => (a < b ? -1 : 1));
}

/** The lines of every list. */
export async function readMatrix(sql: Asker): Promise<Matrix> {
	const found: Partial<Matrix> = {};
	for (const list of lists) found[list] = await lines(sql, questions[list]);
	return found as Matrix;
}

/** The lines about one table or function, by schema and name: what `readMatrix` would say of it. */
export function linesOf(sql: Asker, list: 'tables' | 'functions', name: string): Promise<string[]> {
	const [first] = questions[list].split('union all');
	const called = list === 'tables' ? 'c.relname' : 'p.proname';
	return lines(sql, `${first} and n.nspname || '.' || ${called} = '${name}'`);
}

/** The lines of a list that are about one table or function. */
export const about = (listed: readonly string[], name: string): string[] =>
	listed.filter((line) => line.startsWith(name) && ',:('.includes(line[name.length]!));
