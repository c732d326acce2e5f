/** What a database says that fell and came back: what was acknowledged and is not there, what is there twice, and what is half. */
import type { Sql } from 'postgres';
import { checkChain } from '../../scripts/chain.ts';
import { checkLedger, ledgerVerdict } from '../../scripts/ledger.ts';
import { damaged, halves } from './halves.ts';
import type { Kept } from './kept.ts';
import { wrongsOfSms, type Sms } from './sms.ts';
import type { Town } from './town.ts';

/** Everything that is wrong, in words. Nobody may be writing. `sms`: what went out to the town. */
export async function wrongs(
	sql: Sql,
	{ unit, subject, kept }: Pick<Town, 'unit' | 'subject' | 'kept'>,
	sms: Sms | null
): Promise<string[]> {
	return [
		...(await cases(sql, unit, kept)),
		...(await tips(sql, unit, kept)),
		...(await lists(sql, { unit, subject, kept })),
		...(await money(sql, unit, kept)),
		...(await halves(sql, unit)),
		...(sms ? await wrongsOfSms(sql, unit, kept, sms) : []),
		...(await damaged(sql))
	];
}

type Row = {
	hash: string | null;
	reference: string;
	kind: string;
	state: string;
	window: object | null;
	did: string[];
};

async function cases(sql: Sql, unit: string, { cases }: Kept): Promise<string[]> {
	const rows = await sql<Row[]>`
		select
			encode(l.hash, 'hex') as hash, c.reference, c.kind, c.state, booking.window_of(v.id) as window,
			array(
				select e.code from queue.events e
				where e.case_id = c.id and e.code in ('move', 'cancel', 'confirm', 'assign') order by e.at
			) as did
		from queue.cases c
		left join lookup.codes l on l.case_id = c.id
		left join booking.visits v on v.case_id = c.id
		where c.unit = ${unit} and c.kind <> 'tip'`;
	const there = new Map(rows.map((row) => [row.hash, row]));
	const words = cases.flatMap(({ hash, reference, kind, state, window, did }) => {
		const row = there.get(hash);
		if (!row) return [`${reference} was acknowledged and is not there`];
		const same =
			row.reference === reference &&
			row.kind === kind &&
			(state === 'other' || row.state === state) &&
			(!window || sameWindow(row.window, window)) &&
			row.did.join() === did.join();
		const of = (one: object) => JSON.stringify(one);
		const said = { reference, kind, state, window, did };
		return same ? [] : [`${of(said)} was acknowledged and is ${of(row)}`];
	});
	return [...words, ...counted('cases', cases.length, rows.length)];
}
const sameWindow = (one: object | null, other: object) =>
	JSON.stringify(Object.entries(one ?? {}).sort()) === JSON.stringify(Object.entries(other).sort());

/** `what` that were acknowledged, and are there. */
const counted = (what: string, told: number, there: number) =>
	told === there ? [] : [`${told} ${what} were acknowledged and ${there} are there`];
const listed = (what: string, told: string[], there: string[]) => {
	const same = [...told].sort().join() === [...there].sort().join();
	return same ? [] : [`of ${what} ${told.length} were acknowledged and ${there.length} are there`];
};

/** A tip is two sealed items, and each reply is one. */
async function tips(sql: Sql, unit: string, { tips }: Kept): Promise<string[]> {
	const rows = await sql<{ told: string; items: number[]; replies: string[] }[]>`
		select
			encode(l.hash, 'hex') || ' ' || c.reference as told,
			array_agg(i.seq order by i.seq) as items, array_agg(i.item::text) filter (where i.seq > 1) as replies
		from queue.cases c
		join lookup.codes l on l.case_id = c.id
		join tips.items i on i.case_id = c.id
		where c.unit = ${unit} and c.kind = 'tip' group by 1`;
	const half = rows.filter(({ items }) => items.some((seq, n) => seq !== n) || items.length < 2);
	return [
		...half.map(({ told, items }) => `the tip ${told} has the items ${items.join()}`),
		...listed(
			'tips',
			tips.map(({ hash, reference }) => `${hash} ${reference}`),
			rows.map(({ told }) => told)
		),
		...listed(
			'replies',
			tips.flatMap(({ replies }) => replies),
			rows.flatMap(({ replies }) => replies ?? [])
		)
	];
}

async function lists(
	sql: Sql,
	{ unit, subject, kept }: Pick<Town, 'unit' | 'subject' | 'kept'>
): Promise<string[]> {
	const notes = await sql<{ body: string }[]>`
		select body from queue.notes where case_id = ${subject}`;
	const follows = await sql<{ endpoint: string }[]>`
		select endpoint from notify.follows where unit = ${unit}`;
	return [
		...listed(
			'notes',
			kept.notes,
			notes.map(({ body }) => body)
		),
		...listed(
			'followers',
			kept.follows,
			follows.map(({ endpoint }) => endpoint)
		)
	];
}

async function money(sql: Sql, unit: string, { gifts }: Kept): Promise<string[]> {
	const rows = await sql<{ id: string; amount: number }[]>`
		select id, amount::int from fund.entries where unit = ${unit}`;
	const there = new Map(rows.map(({ id, amount }) => [id, amount]));
	const words = gifts
		.filter(({ id, amount }) => there.get(id) !== amount)
		.map(({ id }) => `the gift ${id} is not in the ledger`);
	words.push(...counted('gifts', gifts.length, rows.length));
	const [sums] = await sql<{ zero: boolean; cash: string }[]>`
		select coalesce(sum(balance), 0) = 0 as zero, max(balance) filter (where code = 'cash')::text as cash
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
