/**
 * A door as PostgREST calls it, without the gate that stands before ours: the statement of its 12th version, and what it makes of
 * an error. Hosted Supabase has no gate, so SQL has to hold by itself. Everything is taken back.
 */
import type { Sql } from 'postgres';
import type { Actor } from '../../supabase/local/actor.ts';

export type Signature = { name: string; args: { name: string; type: string }[] };

/** Functions of `public` that a browser may call, as the catalogue has them. */
export const signatures = (sql: Sql) => sql<Signature[]>`
	select p.proname as name,
		(select coalesce(jsonb_agg(jsonb_build_object('name', p.proargnames[n], 'type', format_type(p.proargtypes[n - 1], null)) order by n), '[]')
			from generate_series(1, p.pronargs) n) as args
	from pg_proc p
	where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
		and (has_function_privilege('anon', p.oid, 'execute') or has_function_privilege('authenticated', p.oid, 'execute'))
	order by p.proname`;

export type Said =
	| { taken: true }
	/** PostgREST refuses before our function begins: no such arguments, or a value that its type does not take. */
	| { taken: false; before: true }
	| { taken: false; before: false; code: string; message: string; detail: string };

type Failure = { code: string; message: string; detail?: string };
const back = Symbol('taken back');

export async function callAsPostgrest(
	sql: Sql,
	actor: Actor,
	{ name, args }: Signature,
	body: string
): Promise<Said> {
	const keys = keysOf(body);
	if (!keys || keys.length !== args.length || args.some((arg) => !keys.includes(arg.name)))
		return { taken: false, before: true };
	const quoted = (word: string) => `"${word}"`;
	const columns = args.map((arg) => `${quoted(arg.name)} ${arg.type}`).join(', ');
	const read = args.length
		? `select * from json_to_record($1::text::json) as _(${columns})`
		: `select $1::text::json`;
	const named = args.map((arg) => `${quoted(arg.name)} := b.${quoted(arg.name)}`).join(', ');
	const run = (statement: string) =>
		sql
			.begin(async (tx) => {
				const claims = JSON.stringify(actor);
				await tx`select set_config('role', ${actor.role ?? 'anon'}, true), set_config('request.jwt.claims', ${claims}, true)`;
				await tx.unsafe(statement, [body]);
				// What COMMIT would have found.
				await tx`set constraints all immediate`;
				throw back;
			})
			.catch((error: unknown) => (error === back ? null : (error as Failure)));
	const failure = await run(`select public.${name}(${named}) from (${read}) b`);
	if (!failure) return { taken: true };
	if (!failure.code.startsWith('PT') && (await run(read))) return { taken: false, before: true };
	const { code, message, detail = '' } = failure;
	return { taken: false, before: false, code, message, detail };
}

function keysOf(body: string): string[] | null {
	try {
		const value: unknown = body === '' ? {} : JSON.parse(body);
		const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
		return isObject ? Object.keys(value) : null;
	} catch {
		return null;
	}
}
