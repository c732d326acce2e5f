/** What a database still holds of a case, for the test of a backup. */
import type { Sql } from 'postgres';

/** Who asked to be called, and what of them is found. */
export const one = async (sql: Sql, id: string) => {
	const [row] = await sql`
		select c.state, c.search, b.name, b.phone, c.ended_at is not null as ended
		from queue.cases c left join booking.call_backs b on b.case_id = c.id where c.id = ${id}`;
	return row;
};

/** Long values lie in PostgreSQL's files in pieces: the end of one, which no other item has, is in one of them. */
export const endOf = async (sql: Sql, id: string) => {
	const [row] = await sql`select sealed from tips.items where case_id = ${id} and seq = 1`;
	return (row!.sealed as Buffer).subarray(-48);
};
