/** The rosters of the demonstration: three weeks around today, and hand-overs that were signed. */
import { randomUUID } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';

type Post = 'commander' | 'duty' | 'response';
type Named = { unit: string; email: string };
/** Who stands at each post, one shift after the other, by the beginning of their address. */
const rota: Record<Post, readonly string[]> = {
	commander: ['chi-huy'],
	duty: ['truc-ban', 'to-cong-tac', 'truc-ban', 'tin-bao'],
	response: ['tin-bao', 'tin-bao', 'to-cong-tac']
};

/** Fills the shifts of each unit from last week to the next one, after the last that it has: what a lead made is left alone. */
export async function ensureRosters(sql: Sql, officers: readonly Named[]): Promise<void> {
	for (const unit of new Set(officers.map((officer) => officer.unit)))
		await sql.begin(async (tx) => {
			const people = new Map<string, string>();
			for (const { email } of officers.filter((officer) => officer.unit === unit)) {
				const [row] = await tx`select user_id from staff.officers where email = ${email}`;
				if (row) people.set(email.split('@')[0]!, row.user_id);
			}
			const shifts = await tx`
				select s.starts_at, s.ends_at, (s.starts_at::date - '2026-01-01'::date) as turn
				from (select date_trunc('week', house.local_day(now()))::date as monday) w,
					staff.shifts(${unit}, w.monday - 7, w.monday + 13) s
				where s.starts_at >= coalesce((select max(d.ends_at) from staff.duty d where d.unit = ${unit}), '-infinity')`;
			for (const { starts_at, ends_at, turn } of shifts)
				for (const [post, names] of Object.entries(rota)) {
					const here = names.filter((name) => people.has(name));
					const officer = people.get(here[turn % here.length] ?? '');
					if (officer)
						await tx`insert into staff.duty (unit, officer, post, starts_at, ends_at)
							values (${unit}, ${officer}, ${post}, ${starts_at}, ${ends_at})`;
				}
			await signPast(tx, unit);
		});
}

/** Both sides signed each change that is past, of an empty list: the demonstration begins with nothing left undone. */
async function signPast(tx: TransactionSql, unit: string): Promise<void> {
	const changes = await tx`
		select p.starts_at as change_at, o.officer as goes, i.officer as comes
		from (select distinct d.starts_at from staff.duty d where d.unit = ${unit} and d.starts_at <= now()) p
		cross join lateral (
			select q.officer from queue.handover_people(${unit}, p.starts_at) q where q.side = 'out' order by q.post = 'duty' desc limit 1
		) o
		cross join lateral (
			select q.officer from queue.handover_people(${unit}, p.starts_at) q where q.side = 'in' order by q.post = 'duty' desc limit 1
		) i
		where not exists (select 1 from queue.handovers h where h.unit = ${unit} and h.change_at = p.starts_at)`;
	for (const { change_at, goes, comes } of changes) {
		const [handover] = await tx`insert into queue.handovers (unit, change_at, begun_by, begun_at)
			values (${unit}, ${change_at}, ${goes}, ${change_at}) returning id`;
		for (const [code, officer] of [
			['signed_out', goes],
			['signed_in', comes]
		])
			await tx`insert into queue.handover_events (handover, at, code, officer, session, data, items, salt, hash)
				select ${handover!.id}, ${change_at}, ${code}, ${officer}, ${randomUUID()}, '{"counts": {}}', '[]', s.salt,
					sha256(s.salt || convert_to('[]', 'UTF8'))
				from (select extensions.gen_random_bytes(32) as salt) s`;
	}
}
