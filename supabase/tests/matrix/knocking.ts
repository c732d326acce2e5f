/**
 * Knocks at doors as everybody who could: each call is a subtransaction that is taken back, thousands of them in one
 * statement. Arguments are null: whoever is refused for who they are never gets as far as to miss one.
 */
import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import type { Actor } from '../../local/actor.ts';
import { role } from '../../functions/_shared/contracts/staff.ts';
import type { TestDatabase } from '../../local/testing.ts';
import { ground, officer, otherUnit, unit } from '../ground.ts';

export const staff = role.options;

export type Callers = Record<string, Actor>;
type Office = {
	/** In the columns of the list of doors, in their order. */
	columns: Callers;
	/** Officers of every role whose unit asks for a second factor: with it, and with a password alone. */
	proven: Callers;
	unproven: Callers;
	/** Of every role at once, and yet to be refused: by the code of the refusal. */
	refused: Callers;
};

/** Everybody, each in a unit where nothing else happens. */
export async function everybody(db: TestDatabase): Promise<Office> {
	const { hamlets } = await ground(db);
	const [hamlet] = hamlets;
	const hired = (role: string, of: string) =>
		officer(db, [role], of, role === 'collaborator' ? hamlet! : null);
	const [columns, proven, unproven]: Callers[] = [{}, {}, {}];
	columns!.anon = { role: 'anon' };
	columns!.stranger = { role: 'authenticated', sub: randomUUID(), session_id: randomUUID() };
	for (const role of staff) columns![role] = await hired(role, unit);
	columns!.edge = { role: 'service_role' };
	for (const role of staff.filter((one) => one !== 'collaborator')) {
		const strict = await hired(role, otherUnit);
		unproven![role] = strict;
		proven![role] = { ...strict, aal: 'aal2' };
	}
	await db.sql`update unit.settings set require_mfa = true, mfa_from = now() - interval '1 day' where unit = ${otherUnit}`;
	const all = staff.filter((role) => role !== 'collaborator' && role !== 'auditor');
	return {
		columns: columns!,
		proven: proven!,
		unproven: unproven!,
		refused: await refusedOf(db, all)
	};
}

async function refusedOf(db: TestDatabase, roles: string[]): Promise<Callers> {
	const [disabled, ended, idle, nameless] = [
		await officer(db, roles),
		await officer(db, roles),
		await officer(db, roles),
		await officer(db, roles)
	];
	await db.sql`update staff.officers set disabled_at = now() where user_id = ${disabled.sub}`;
	for (const { sub, session_id } of [ended, idle])
		await db.sql`insert into staff.sessions (session_id, user_id) values (${String(session_id)}, ${sub})`;
	await db.sql`update staff.sessions set ended_at = now() where user_id = ${ended.sub}`;
	await db.sql`update staff.sessions set last_seen = now() - interval '31 minutes' where user_id = ${idle.sub}`;
	return {
		disabled,
		session_expired: ended,
		'session_expired, idle': idle,
		sign_in: { ...nameless, session_id: undefined }
	};
}

const program = `
	create or replace function pg_temp.knock(doors text[], callers jsonb)
	returns table (door text, caller text, told text) language plpgsql as $f$
	declare
		called record;
		who record;
		state text;
		said text;
	begin
		for called in
			select p.proname as name, format('select public.%I(%s)', p.proname, (
				select string_agg('null::' || format_type(t.oid, null), ', ' order by t.n)
				from unnest(p.proargtypes) with ordinality t (oid, n))) as text
			from pg_proc p where p.pronamespace = 'public'::regnamespace and ($1 is null or p.proname = any ($1)) order by 1
		loop
			for who in select c.key, c.value from jsonb_each($2) c loop
				begin
					perform set_config('request.jwt.claims', who.value::text, true);
					perform set_config('role', who.value ->> 'role', true);
					execute called.text;
					raise exception using errcode = 'ZZZZZ', message = 'past';
				exception when others then
					get stacked diagnostics state = returned_sqlstate, said = message_text;
				end;
				door := called.name;
				caller := who.key;
				told := case when state = '42501' and said like 'permission denied for function%' then 'no grant'
					when state in ('PT401', 'PT403') then said else 'past' end;
				return next;
			end loop;
		end loop;
	end $f$`;

export type Told = { door: string; caller: string; told: string };

/** What each caller is told at each door: `past`, `no grant`, or the refusal's code. All doors unless named. */
export async function knock(
	sql: TransactionSql,
	callers: Callers,
	doors: string[] | null = null
): Promise<Told[]> {
	await sql.unsafe(program);
	return sql<
		Told[]
	>`select * from pg_temp.knock(${doors}::text[], ${sql.json(callers as never)}::jsonb)`;
}

const marks: Record<string, string> = {
	past: 'x',
	'no grant': '-',
	not_an_officer: 'n',
	sign_in: 's',
	role_missing: '.'
};

/** A line a door, a column a caller. */
export function drawn(told: readonly Told[], columns: readonly string[]): string[] {
	const doors = [...new Set(told.map(({ door }) => door))];
	const at = new Map(told.map(({ door, caller, told }) => [`${door} ${caller}`, told]));
	return doors.map((door) => {
		const cells = columns.map((caller) => {
			const said = at.get(`${door} ${caller}`)!;
			return marks[said] ?? said;
		});
		return `${door.padEnd(34)} ${cells.join(' ')}`;
	});
}
