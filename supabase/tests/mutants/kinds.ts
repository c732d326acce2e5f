/** Every mutant of a database: one thing that holds somebody back, taken away. Read from the catalogue, so that what is new has its own. */
import type { Sql, TransactionSql } from 'postgres';
import { constraintsOf, manners, named, type Manner } from '../rows/breaking.ts';
import { calls, demandsIn, replaced } from './sources.ts';

export type Mutant = {
	kind: string;
	/** Unique among all. */
	name: string;
	/** Statements of a superuser that make it. */
	make: string;
	/** What it touches: for whoever picks what to ask. */
	table?: string;
	broken?: { manner: Manner; constraint: string };
	/** The function that is changed, by schema and name. */
	run?: string;
};

const rooms = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'extensions', 'auth', 'storage', 'realtime', 'supabase_migrations')`;
const kindOf = { wrong: 'check', twice: 'unique', nowhere: 'foreign key' } as const;
type Asked = Sql | TransactionSql;

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
	const triggers = await sql.unsafe<{ table: string; name: string; run: string }[]>(
		`select n.nspname || '.' || c.relname as table, t.tgname as name, t.tgfoid::regproc::text as run from pg_trigger t
		join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
		join pg_proc p on p.oid = t.tgfoid join pg_namespace f on f.oid = p.pronamespace
		where not t.tgisinternal and t.tgparentid = 0 and (${rooms} or ${rooms.replaceAll('n.', 'f.')}) order by 1, 2`
	);
	return triggers.map(({ table, name, run }) => ({
		kind: 'trigger',
		name: `${table} ${name}`,
		make: `drop trigger "${name}" on ${named(table)}`,
		table,
		run
	}));
}

async function ofGrants(sql: Asked): Promise<Mutant[]> {
	const functions = await sql.unsafe<
		{ run: string; name: string; grantee: string; held: boolean }[]
	>(
		`select n.nspname || '.' || p.proname as run, p.oid::regprocedure::text as name, r.role as grantee,
			has_function_privilege(r.role, p.oid, 'execute') as held
		from pg_proc p join pg_namespace n on n.oid = p.pronamespace cross join (values ('anon'), ('authenticated'), ('service_role')) r (role)
		where ${rooms} and p.prorettype <> 'trigger'::regtype order by 2, 3`
	);
	const added = functions.filter(({ held, grantee }) => !held && grantee !== 'service_role');
	const taken = functions.filter(({ held, run }) => held && run.startsWith('public.'));
	return [
		...added.map(({ run, name, grantee }) => ({
			kind: 'grant on a function',
			name: `${name} to ${grantee}`,
			make: `grant execute on function ${name} to ${grantee}`,
			run
		})),
		...taken.map(({ run, name, grantee }) => ({
			kind: 'revoke',
			name: `${name} from ${grantee}`,
			make: `revoke execute on function ${name} from ${grantee}`,
			run
		}))
	];
}

/** `staff.require` taken out of each function that asks it, or asked for anybody; what it asks itself; the second factor. */
async function ofSources(sql: Asked): Promise<Mutant[]> {
	const functions = await sql.unsafe<
		{ run: string; name: string; whole: string; source: string }[]
	>(
		`select n.nspname || '.' || p.proname as run, p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as whole, p.prosrc as source
		from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${rooms} and p.prokind = 'f' order by 2`
	);
	return functions.flatMap(({ run, name, whole, source }) => {
		const made = (kind: string, at: number, changed: string): Mutant => ({
			kind,
			name: at === 0 ? name : `${name} #${at + 1}`,
			make: whole.replace(source, () => changed),
			run
		});
		const asked = calls(source, 'staff.require(');
		const nobody = '(select o from staff.officers o where o.user_id = auth.uid())';
		const anybody = 'staff.require(null, staff.anybody())';
		return [
			...asked.map((call, at) => made('staff.require removed', at, replaced(source, call, nobody))),
			...asked
				.filter((call) => call.text !== anybody)
				.map((call, at) => made('role widened', at, replaced(source, call, anybody))),
			...calls(source, `auth.jwt() ->> 'aal' = 'aal2'`).map((call, at) =>
				made('second factor removed', at, replaced(source, call, 'true'))
			),
			...(run === 'staff.require'
				? []
				: demandsIn(source).filter(({ text }) => text.includes(`'role_missing'`))
			).map((call, at) => made('a role that a room asks for', at, replaced(source, call, 'null'))),
			...(run === 'staff.require'
				? demandsIn(source).map((call, at) =>
						made('a question of staff.require', at, replaced(source, call, 'null'))
					)
				: []),
			...(run === 'queue.use_realtime' ? ofPolicies(made, source) : [])
		];
	});
}

/** Of Realtime's policies, which a function makes where there is a Realtime. */
function ofPolicies(
	made: (kind: string, at: number, changed: string) => Mutant,
	source: string
): Mutant[] {
	const policies = [...source.matchAll(/create policy "([^"]+)"[^;]*;/g)];
	return policies.flatMap(([text, policy]) => {
		const changed: [string, string][] = [
			['dropped', ''],
			['lets everything', text.replace(/(using|with check) \(.*\);/s, '$1 (true);')],
			['to everybody', text.replace(/to authenticated/, 'to public')]
		];
		return changed.map(([how, instead]) => {
			const mutant = made(
				'policy',
				0,
				source.replace(text, () => instead)
			);
			return { ...mutant, name: `"${policy}" ${how}` };
		});
	});
}

/** Everything, in an order that does not change between runs. */
export async function mutantsOf(sql: TransactionSql): Promise<Mutant[]> {
	return [
		...(await ofTables(sql)),
		...(await ofConstraints(sql)),
		...(await ofTriggers(sql)),
		...(await ofGrants(sql)),
		...(await ofSources(sql))
	];
}
