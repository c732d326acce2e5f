/** What a database says that fell and came back: what was acknowledged and is not there, what is there twice, and what is half. */
import type { Sql } from 'postgres';
import { checkChain } from '../../scripts/chain.ts';
import { checkLedger, ledgerVerdict } from '../../scripts/ledger.ts';
import type { Kept, Town } from './town.ts';

/** Everything that is wrong, in words. Nobody may be writing. */
export async function wrongs(sql: Sql, { unit, subject, kept }: Town): Promise<string[]> {
	return [
		...(await lost(sql, unit, kept)),
		...(await notes(sql, subject, kept)),
		...(await money(sql, unit, kept)),
		...(await halves(sql, unit)),
		...(await damaged(sql))
	];
}

async function lost(sql: Sql, unit: string, { cases }: Kept): Promise<string[]> {
	const rows = await sql<{ hash: string; reference: string; kind: string; state: string }[]>`
		select encode(l.hash, 'hex') as hash, c.reference, c.kind, c.state
		from queue.cases c left join lookup.codes l on l.case_id = c.id where c.unit = ${unit}`;
	const there = new Map(rows.map((row) => [row.hash, row]));
	const words = cases.flatMap(({ hash, reference, kind, state }) => {
		const row = there.get(hash);
		if (!row) return [`${reference} was acknowledged and is not there`];
		const same =
			row.reference === reference &&
			row.kind === kind &&
			(state === 'other' || row.state === state);
		return same
			? []
			: [`${reference} ${kind} ${state} is ${row.reference} ${row.kind} ${row.state}`];
	});
	if (rows.length !== cases.length)
		words.push(`${cases.length} cases were acknowledged and ${rows.length} are there`);
	return words;
}

async function notes(sql: Sql, subject: string, kept: Kept): Promise<string[]> {
	const rows = await sql<
		{ body: string }[]
	>`select body from queue.notes where case_id = ${subject}`;
	const there = rows.map(({ body }) => body).sort();
	return there.join() === [...kept.notes].sort().join()
		? []
		: [`${kept.notes.length} notes were acknowledged and ${there.length} are there`];
}

async function money(sql: Sql, unit: string, { gifts }: Kept): Promise<string[]> {
	const rows = await sql<{ id: string; amount: number }[]>`
		select id, amount::int from fund.entries where unit = ${unit}`;
	const there = new Map(rows.map(({ id, amount }) => [id, amount]));
	const words = gifts
		.filter(({ id, amount }) => there.get(id) !== amount)
		.map(({ id }) => `the gift ${id} is not in the ledger`);
	if (rows.length !== gifts.length)
		words.push(`${gifts.length} gifts were acknowledged and ${rows.length} are there`);
	const [sums] = await sql<{ zero: boolean; cash: string }[]>`
		select sum(balance) = 0 as zero, max(balance) filter (where code = 'cash')::text as cash
		from fund.accounts where unit = ${unit}`;
	const given = gifts.reduce((sum, { amount }) => sum + amount, 0);
	if (!sums?.zero || Math.abs(Number(sums.cash)) !== given)
		words.push('the accounts do not add up');
	const verdict = ledgerVerdict(await checkLedger(sql, unit));
	if (verdict) words.push(`the ledger ${verdict}`);
	const { broken } = await checkChain(sql, unit);
	if (broken) words.push('the chain of reads is broken');
	return words;
}

/** What one transaction writes together, and is there only in part. */
async function halves(sql: Sql, unit: string): Promise<string[]> {
	const rows = await sql<{ words: string }[]>`
		select c.reference || ' is ' || c.state || ' with ' || x.stops || ' places' as words
		from queue.cases c join booking.visits v on v.case_id = c.id
		cross join lateral (select count(*) as stops from booking.stops s where s.subject = v.id) x
		where c.unit = ${unit} and x.stops <> case when c.state in ('held', 'confirmed') then 1 else 0 end
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
async function damaged(sql: Sql): Promise<string[]> {
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
