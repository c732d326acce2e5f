/** A case as its rows have it, to be compared with what it was. */
import type { TestDatabase } from '../local/testing.ts';

/** Rows of a case without what only goes up: versions, and the number of the calendar file. */
export async function rowsOf(db: TestDatabase, { id }: { id: string }) {
	const [row] = await db.sql`
		select to_jsonb(c) - 'version' as "case",
			(select to_jsonb(v) - 'sequence' from booking.visits v where v.case_id = c.id) as visit,
			(select jsonb_agg(to_jsonb(p) order by p.position) from booking.people p join booking.visits v on v.id = p.visit_id where v.case_id = c.id) as people,
			(select jsonb_agg(to_jsonb(s) - 'id' - 'position' order by s.start) from booking.stops s join booking.visits v on v.id = s.subject where v.case_id = c.id) as stops,
			(select jsonb_agg(to_jsonb(p) order by p.day, p.from_minute) from booking.proposals p where p.case_id = c.id) as proposals,
			(select jsonb_agg(to_jsonb(r) order by r.clock) from queue.clocks_running r where r.case_id = c.id) as clocks,
			(select jsonb_agg(to_jsonb(p) order by p.clock, p.from_at) from queue.pauses p where p.case_id = c.id) as pauses,
			(select jsonb_agg(to_jsonb(q) order by q.at) from queue.questions q where q.case_id = c.id) as questions,
			(select jsonb_agg(to_jsonb(b)) from booking.call_backs b where b.case_id = c.id) as call_back
		from queue.cases c where c.id = ${id}`;
	return row!;
}
