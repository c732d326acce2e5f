/** What one transaction writes together, and is there only in part. */
import type { Sql } from 'postgres';

export async function halves(sql: Sql, unit: string): Promise<string[]> {
	const rows = await sql<{ words: string }[]>`
		select c.reference || ' is ' || c.state || ' with ' || x.stops || ' places' as words
		from queue.cases c join booking.visits v on v.case_id = c.id
		cross join lateral (select count(*) as stops from booking.stops s where s.subject = v.id) x
		where c.unit = ${unit} and x.stops <> case when c.state in ('held', 'confirmed') then 1 else 0 end
		union all
		select 'somebody has a promise without a visit on ' || d.day from booking.stops s
		join booking.team_days d on d.id = s.team_day
		where d.unit = ${unit} and s.held_until is null and not exists (select 1 from booking.visits v where v.id = s.subject)
		union all
		select c.reference || ' has ' || x.begun || ' beginnings' from queue.cases c
		cross join lateral (
			select count(*) as begun from queue.events e where e.case_id = c.id and e.code = 'received'
		) x
		where c.unit = ${unit} and x.begun <> 1
		union all
		select 'a command without its case: ' || k.door from queue.commands k
		where k.case_id is not null and not exists (select 1 from queue.cases c where c.id = k.case_id)
		union all
		select 'a day has ' || count(*) || ' visits in ' || d.places || ' places'
		from booking.team_days d join booking.stops s on s.team_day = d.id
		where d.unit = ${unit} group by d.id having count(*) > d.places`;
	return rows.map(({ words }) => words);
}

/** Every index against its table, as far as the extension is there. */
export async function damaged(sql: Sql): Promise<string[]> {
	const [there] = await sql`select 1 from pg_extension where extname = 'amcheck'`;
	if (!there) return [];
	const indexes = await sql<{ name: string }[]>`
		select i.indexrelid::regclass::text as name from pg_index i
		join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
		join pg_namespace n on n.oid = c.relnamespace
		where a.amname = 'btree' and c.relpersistence = 'p' and i.indisvalid and n.nspname not like 'pg\\_%'`;
	const words: string[] = [];
	for (const { name } of indexes)
		try {
			await sql`select bt_index_check(${name}::regclass, true)`;
		} catch (error) {
			words.push(`the index ${name} is damaged: ${(error as Error).message}`);
		}
	return words;
}
