/** Every mutant of a database: one thing that holds somebody back, taken away. Read from the catalogue, so that what is new has its own. */
import type { TransactionSql } from 'postgres';
import { constraintsOf, manners, named } from '../rows/breaking.ts';
import { ofGrants, ofSources } from './functions.ts';
import { rooms, type Asked, type Mutant } from './mutant.ts';

const kindOf = { wrong: 'check', twice: 'unique', nowhere: 'foreign key' } as const;
async function ofTables(sql: Asked): Promise<Mutant[]> {
	const tables = await sql.unsafe<{ name: string }[]>(
		`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where ${rooms} and c.relkind in ('r', 'p') order by 1`
	);
	return tables.flatMap(({ name: table }) => [
		{
			kind: 'row security off',
			name: table,
			make: `alter table ${named(table)} disable row level security`,
			table
		},
		{
			kind: 'grant on a table',
			name: `${table} to anon`,
			make: `grant select on ${named(table)} to anon`,
			table
		},
		{
			kind: 'grant on a table',
			name: `${table} to authenticated`,
			make: `grant insert, update, delete on ${named(table)} to authenticated`,
			table
		}
	]);
}

async function ofSchemas(sql: Asked): Promise<Mutant[]> {
	const schemas = await sql.unsafe<{ name: string; grantee: string; held: boolean }[]>(
		`select n.nspname as name, r.role as grantee, has_schema_privilege(r.role, n.oid, 'usage') as held
		from pg_namespace n cross join (values ('anon'), ('authenticated'), ('service_role')) r (role)
		where ${rooms} and n.nspname <> 'public' order by 1, 2`
	);
	return schemas.map(({ name, grantee, held }) =>
		held
			? {
					kind: 'revoke of a schema',
					name: `${name} from ${grantee}`,
					make: `revoke usage on schema ${name} from ${grantee}`
				}
			: {
					kind: 'grant on a schema',
					name: `${name} to ${grantee}`,
					make: `grant usage on schema ${name} to ${grantee}`
				}
	);
}

/** What no single room holds: a role that becomes another, what is given by default, what Storage opens. */
const house: Mutant[] = [
	...['anon', 'authenticated'].map((role) => ({
		kind: 'grant of a role',
		name: `service_role to ${role}`,
		make: `grant service_role to ${role}`
	})),
	...['functions', 'tables'].map((what) => ({
		kind: 'grant by default',
		name: `${what} to everybody`,
		make: `alter default privileges for role postgres grant ${what === 'tables' ? 'select' : 'execute'} on ${what} to public`
	})),
	{
		kind: 'grant of files',
		name: 'the bucket sealed to everybody',
		make: `update storage.buckets set public = true where id = 'sealed'`
	},
	{
		kind: 'grant of files',
		name: 'files of every bucket to everybody',
		make: 'create policy opened on storage.objects using (true)'
	},
	{
		kind: 'grant of files',
		name: 'files without row security',
		make: 'alter table storage.objects disable row level security'
	}
];

async function ofConstraints(sql: TransactionSql): Promise<Mutant[]> {
	const indexes = await sql<{ name: string }[]>`
		select n.nspname || '.' || x.relname as name from pg_index i
		join pg_class x on x.oid = i.indexrelid join pg_namespace n on n.oid = x.relnamespace
		where not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)`;
	const bare = new Set(indexes.map(({ name }) => name));
	return [...(await constraintsOf(sql))].flatMap(([table, of]) =>
		manners.flatMap((manner) =>
			of[manner].map((constraint) => {
				const index = `${table.split('.')[0]}.${constraint}`;
				return {
					kind: kindOf[manner],
					name: `${table} ${constraint}`,
					make: bare.has(index)
						? `drop index ${named(index)}`
						: `alter table ${named(table)} drop constraint "${constraint}" cascade`,
					table,
					broken: { manner, constraint }
				};
			})
		)
	);
}

async function ofTriggers(sql: Asked): Promise<Mutant[]> {
	const triggers = await sql.unsafe<{ table: string; name: string; run: string; source: string }[]>(
		`select n.nspname || '.' || c.relname as table, t.tgname as name, t.tgfoid::regproc::text as run, p.prosrc as source from pg_trigger t
		join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
		join pg_proc p on p.oid = t.tgfoid join pg_namespace f on f.oid = p.pronamespace
		where not t.tgisinternal and t.tgparentid = 0 and (${rooms} or ${rooms.replaceAll('n.', 'f.')}) order by 1, 2`
	);
	return triggers.map(({ table, name, run, source }) => ({
		kind: 'trigger',
		name: `${table} ${name}`,
		make: `drop trigger "${name}" on ${named(table)}`,
		table,
		run,
		says: [...source.matchAll(/'([a-z]+_[a-z_]+)'/g)].map(([, code]) => code!)
	}));
}

/** Everything, in an order that does not change between runs. */
export async function mutantsOf(sql: TransactionSql): Promise<Mutant[]> {
	return [
		...(await ofTables(sql)),
		...(await ofSchemas(sql)),
		...house,
		...(await ofConstraints(sql)),
		...(await ofTriggers(sql)),
		...(await ofGrants(sql)),
		...(await ofSources(sql))
	];
}
