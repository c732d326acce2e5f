/** What officers ask of the queue all day, for the bench and for the test of its plans. */
import type { Sql, TransactionSql } from 'postgres';

export type Asked = {
	name: string;
	kind: 'first' | 'deep' | 'search' | 'counts';
	/** Role of who asks. */
	who: 'desk' | 'lead' | 'field' | 'investigator';
	ask: (tx: TransactionSql) => Promise<unknown>;
};

/** The largest unit, whose officers wait longest. */
const unit = '21439';

/** Views and questions, the hard ones among them: nothing that matches, what is common in every word, the end of a long list. */
export async function hot(sql: Sql): Promise<Asked[]> {
	const page = (
		who: Asked['who'],
		name: string,
		filter: object,
		after: object | null = null
	): Asked => ({
		name: `${who}, ${name}`,
		kind: after ? 'deep' : 'first',
		who,
		ask: (tx) =>
			tx`select public.queue_page(${tx.json(filter as never)}, ${after && tx.json(after as never)}, 50)`
	});
	const search = (q: string, who: Asked['who'] = 'desk'): Asked => ({
		name: `${who} searches “${q}”`,
		kind: 'search',
		who,
		ask: (tx) => tx`select public.queue_search(${q}, '{}', 50)`
	});
	const counts = (who: Asked['who']): Asked => ({
		name: `${who}, counts`,
		kind: 'counts',
		who,
		ask: (tx) => tx`select public.queue_views()`
	});
	const [open] = await sql`
		select due_at as at, id from queue.cases where unit = ${unit} and ended_at is null and due_at is not null
		order by due_at desc, id desc offset 400 limit 1`;
	const [ended] = await sql`
		select ended_at as at, id from queue.cases where unit = ${unit} and ended_at is not null
		order by ended_at, id offset 400 limit 1`;
	return [
		page('desk', 'open', {}),
		page('desk', 'of mine', { assignee: 'me' }),
		page('desk', 'late', { due: 'late' }),
		page('desk', 'due today', { due: 'today' }),
		page('desk', 'due soon', { due: 'soon' }),
		page('desk', 'to call', { to_call: true }),
		page('desk', 'a rare state in the last area', { state: 'revisit', area: '21469' }),
		page('desk', 'tips, of which there are none', { kind: 'tip' }),
		page('lead', 'open', {}),
		page('field', 'open', {}),
		page('investigator', 'open', {}),
		page('desk', 'ended', { open: false }),
		page('desk', 'ended, of mine', { open: false, assignee: 'me' }),
		page('desk', 'ended, nothing can match', {
			open: false,
			kind: 'call_back',
			state: 'ineligible'
		}),
		page('desk', 'the end of the open', {}, open),
		page('desk', 'the end of the ended', { open: false }, ended),
		...['nguyen', 'nguyễn thị lan', 'ly duc ot', 'bình', 'an', 'th', 'phổ ninh', 'đức phổ'].map(
			(q) => search(q)
		),
		...['0912345678', '5123', '512', 'gl-26-0912345', 'không có ai tên thế'].map((q) => search(q)),
		search('nguyen thi lan', 'field'),
		search('nguyen thi lan', 'investigator'),
		counts('desk'),
		counts('lead'),
		counts('field'),
		counts('investigator')
	];
}

/** How often each table of so many rows was read from end to end. */
export async function scansOf(sql: Sql, rows = 20_000): Promise<Record<string, number>> {
	await sql`select pg_stat_clear_snapshot()`;
	const read = await sql`
		select schemaname || '.' || relname as name, seq_scan::int as n from pg_stat_user_tables
		where n_live_tup > ${rows} and schemaname in ('queue', 'booking', 'tips')`;
	return Object.fromEntries(read.map(({ name, n }) => [name, n]));
}
