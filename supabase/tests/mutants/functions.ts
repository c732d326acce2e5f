/** Mutants of functions: who may run them, whom they ask for, what they make. */
import { rooms, type Asked, type Mutant } from './mutant.ts';
import { calls, demandsIn, replaced } from './sources.ts';

export async function ofGrants(sql: Asked): Promise<Mutant[]> {
	const functions = await sql.unsafe<
		{ run: string; name: string; grantee: string; held: boolean }[]
	>(
		`select n.nspname || '.' || p.proname as run, p.oid::regprocedure::text as name, r.role as grantee,
			has_function_privilege(r.role, p.oid, 'execute') as held
		from pg_proc p join pg_namespace n on n.oid = p.pronamespace cross join (values ('anon'), ('authenticated'), ('service_role')) r (role)
		where ${rooms} and p.prorettype <> 'trigger'::regtype order by 2, 3`
	);
	const added = functions.filter(({ held, grantee }) => !held && grantee !== 'service_role');
	const taken = functions.filter(({ held }) => held);
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
export async function ofSources(sql: Asked): Promise<Mutant[]> {
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
