/** What the server's own log would hold of residents: an error quotes the row that it refused, a statement that is logged its values. */
import type { Sql } from 'postgres';
import { fault, type Found } from './finding.ts';

/** Who writes for residents: the API, and the jobs as the owner. Each setting of theirs that keeps words out of the log. */
const writers = ['authenticator', 'postgres'];
const quiet: Record<string, { holds: RegExp; so: string; to: string }> = {
	log_min_messages: {
		holds: /^(?:log|fatal|panic)$/,
		so: 'errors with the rows that they quote',
		to: 'fatal'
	},
	log_statement: { holds: /^(?:none|ddl)$/, so: 'statements with their values', to: 'none' },
	log_min_duration_statement: {
		holds: /^-1$/,
		so: 'slow statements with their values',
		to: '-1'
	},
	log_min_duration_sample: {
		holds: /^-1$/,
		so: 'some slow statements with their values',
		to: '-1'
	}
};

/** As the next session of that role begins: what is set for it here, for it, for the database, or for the server. */
export async function serverLog(sql: Sql): Promise<Found[]> {
	const rows = await sql<{ role: string; name: string; value: string }[]>`
		with wanted as (
			select r.oid, r.rolname as role, n as name from pg_roles r, unnest(${Object.keys(quiet)}::text[]) n
			where r.rolname = any (${writers})
		), kept as (
			select s.setrole, s.setdatabase, split_part(c.line, '=', 1) as name, substr(c.line, strpos(c.line, '=') + 1) as value
			from pg_db_role_setting s, unnest(s.setconfig) c (line)
			where s.setdatabase in (0, (select d.oid from pg_database d where d.datname = current_database()))
		)
		select w.role, w.name, coalesce((
			select k.value from kept k where k.name = w.name and k.setrole in (w.oid, 0)
			order by k.setrole = 0, k.setdatabase = 0 limit 1
		), current_setting(w.name)) as value
		from wanted w order by 1, 2`;
	return rows
		.filter(({ name, value }) => !quiet[name]!.holds.test(value))
		.map(({ role, name, value }) => {
			const { so, to } = quiet[name]!;
			return fault(
				`For the role ${role} ${name} is ${value}: the server's log holds ${so}, and so what residents typed.`,
				`alter role ${role} set ${name} = '${to}'; sessions that begin then have it. Remove what was logged before.`
			);
		});
}
