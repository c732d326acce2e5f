/**
 * The ledger of a unit, checked from outside: entries and published rows as they lie, hashed here, and the tie between them. No
 * function of the database is trusted, since whoever could change a row could change that, too.
 */
import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';
import { headOf, type Noted } from './chain.ts';

type Link = { seq: string; before: Buffer; hash: Buffer; said: string };
type Row = Link & { tie: Buffer; tied: string; kept: boolean | null };

export type CheckedLedger = {
	unit: string;
	entries: number;
	rows: number;
	/** Place of the first entry and of the first row that do not follow from the one before; null where all do. */
	brokenEntry: number | null;
	brokenRow: number | null;
	/** Place of the first row that is not what its entries are. */
	looseRow: number | null;
	/** Days whose written head is not of these chains. */
	lost: string[];
	/** Noted heads that the chain of entries leads to. */
	found: Noted[];
};

const sha = (text: string) => createHash('sha256').update(text).digest();
const none = Buffer.alloc(0);
const start = (unit: string, chain: string) => sha(`gan-dan/quy/${chain}/1\n${unit}`);

type Chain = { length: number; broken: number | null; hashes: Map<number, Buffer> };

/** Walks rows in their order; keeps the hashes of the places in `wanted`. */
async function walk<T extends Link>(
	rows: AsyncIterable<T[]>,
	first: Buffer,
	wanted: ReadonlySet<number>,
	each: (row: T) => void = () => {}
): Promise<Chain> {
	const chain: Chain = { length: 0, broken: null, hashes: new Map([[0, first]]) };
	let last = first;
	for await (const batch of rows)
		for (const row of batch) {
			const seq = Number(row.seq);
			const holds =
				seq === chain.length + 1 &&
				row.before.equals(last) &&
				row.hash.equals(sha(`${last.toString('hex')}\n${row.said}`));
			if (!holds) chain.broken ??= seq;
			if (wanted.has(seq)) chain.hashes.set(seq, row.hash);
			each(row);
			chain.length += 1;
			last = row.hash;
		}
	return chain;
}

/** Both chains of a unit from their first row to their last. */
export async function checkLedger(
	sql: Sql,
	unit: string,
	noted: readonly Noted[] = []
): Promise<CheckedLedger> {
	const heads = await sql<
		{ day: string; entry: string; entry_hash: Buffer; row: string; row_hash: Buffer }[]
	>`
		select h.day::text, h.entry_seq::text as entry, h.entry_hash, h.row_seq::text as row, h.row_hash
		from fund.heads h where h.unit = ${unit} order by h.day`;
	const entries = await walk(
		sql<Link[]>`
			select e.seq::text, e.before, e.hash, concat_ws(E'\n',
				e.seq, e.id, e.kind, to_char(e.day, 'YYYY-MM-DD'), e.debit, e.credit, e.amount, e.basis, e.holder,
				coalesce(e.decision, ''), e.words, coalesce(e.voucher, ''), coalesce(encode(e.commitment, 'hex'), ''), coalesce(e.aid, ''),
				coalesce(e.families::text, ''), coalesce(e.payment::text, ''), e.anonymous::int, coalesce(e.reverses::text, ''),
				e.posted_by, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
			) as said
			from fund.entries e where e.unit = ${unit} order by e.seq`.cursor(5000),
		start(unit, 'so'),
		new Set(heads.map(({ entry }) => Number(entry)))
	);
	let looseRow: number | null = null;
	const rows = await walk(
		sql<Row[]>`
			select p.seq::text, p.before, p.hash, p.tie, concat_ws(E'\n',
				p.seq, to_char(p.day, 'YYYY-MM-DD'), p.kind, coalesce(p.purpose, ''), coalesce(p.aid, ''), p.amount, p.money, p.goods,
				coalesce(p.voucher, ''), coalesce(p.decision, ''), coalesce(encode(p.commitment, 'hex'), ''), coalesce(p.words, ''),
				coalesce(array_to_string(p.bands, ','), ''), encode(p.tie, 'hex')
			) as said, c.tied, (p.money, p.goods, p.money_after, p.goods_after)
				= (c.money, c.goods, sum(p.money) over so_far, sum(p.goods) over so_far) as kept
			from fund.published p
			cross join lateral (
				select sum(e.money) as money, sum(e.goods) as goods, concat_ws(E'\n',
					'gan-dan/quy/moc/1', count(*), sum(e.money + e.goods), string_agg(encode(e.hash, 'hex'), E'\n' order by e.seq)
				) as tied
				from fund.covers c join fund.entries e on e.id = c.entry
				where c.unit = p.unit and c.row = p.seq
			) c
			where p.unit = ${unit}
			window so_far as (order by p.seq) order by p.seq`.cursor(5000),
		start(unit, 'so-cong-khai'),
		new Set(heads.map(({ row }) => Number(row))),
		({ seq, tie, tied, kept }) => {
			if (!kept || !tie.equals(sha(tied))) looseRow ??= Number(seq);
		}
	);
	const holds = (chain: Chain, seq: string, hash: Buffer) =>
		chain.hashes.get(Number(seq))?.equals(hash) ?? false;
	return {
		unit,
		entries: entries.length,
		rows: rows.length,
		brokenEntry: entries.broken,
		brokenRow: rows.broken,
		looseRow,
		lost: heads
			.filter((h) => !holds(entries, h.entry, h.entry_hash) || !holds(rows, h.row, h.row_hash))
			.map(({ day }) => day),
		found: noted.filter((one) =>
			heads.some(
				({ day, entry }) =>
					one.unit === unit &&
					one.day === day &&
					headOf(entries.hashes.get(Number(entry)) ?? none, day) === one.head
			)
		)
	};
}

/** What is wrong with a ledger, in words; null where it holds. */
export function ledgerVerdict({
	brokenEntry,
	brokenRow,
	looseRow,
	lost
}: CheckedLedger): string | null {
	if (brokenEntry !== null) return `BROKEN at entry ${brokenEntry}`;
	if (brokenRow !== null) return `BROKEN at published row ${brokenRow}`;
	if (looseRow !== null) return `published row ${looseRow} is not what its entries are`;
	return lost.length > 0 ? `does not lead to the head of ${lost.join(', ')}` : null;
}
