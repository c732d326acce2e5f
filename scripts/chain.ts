/**
 * The chain of `queue.reads`, checked from outside: rows as they lie, hashed here. No function of the database is
 * trusted, since whoever could change a row could change that, too.
 */
import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';

type Row = {
	seq: string;
	day: string;
	month: string;
	said: string;
	before: Buffer;
	hash: Buffer;
};

/** What was copied by hand from the auditor's page: the head of a unit at the end of a day. */
export type Noted = { unit: string; day: string; head: string };

export type Checked = {
	unit: string;
	rows: number;
	/** Place and day of the first row that does not follow from the one before; null where the chain holds. */
	broken: { seq: number; day: string } | null;
	/** Noted heads that this chain does not lead to. */
	lost: Noted[];
	/** Months without a broken row, and the month of the first one. */
	months: { month: string; brokenOn: string | null }[];
};

const sha = (text: string) => createHash('sha256').update(text).digest();
/** What stands before the first row of a unit. */
const start = (unit: string) => sha(`gandan reads ${unit}`);
/** As pages show it: 20 digits of the hash of the day's last row with the day. */
export const headOf = (last: Buffer, day: string) =>
	sha(`${last.toString('hex')}|${day}`)
		.toString('hex')
		.slice(0, 20);

/** Reads a head as people copy it: `<unit>/<day>/<20 hex digits, spaces or dashes between them>`. */
export function notedOf(text: string): Noted | null {
	const [unit, day, ...rest] = text.split('/');
	const head = rest.join('').replace(/[\s-]/g, '').toLowerCase();
	if (!unit || !day || !/^\d{4}-\d\d-\d\d$/.test(day) || !/^[0-9a-f]{20}$/.test(head)) return null;
	return { unit, day, head };
}

/** Walks the chain of one unit from its first row to its last. */
export async function checkChain(
	sql: Sql,
	unit: string,
	noted: readonly Noted[] = []
): Promise<Checked> {
	const mine = noted.filter((one) => one.unit === unit);
	const lastOn = new Map<string, Buffer>(mine.map(({ day }) => [day, start(unit)]));
	const months = new Map<string, string | null>();
	let rows = 0;
	let place = 0;
	let last: Buffer = start(unit);
	let broken: Checked['broken'] = null;
	const chain = sql<Row[]>`
		select r.seq::text, r.before, r.hash,
			to_char(r.at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as day,
			to_char(r.at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-01') as month,
			concat_ws('|', r.unit, r.seq, r.id, to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
				coalesce(r.case_id::text, '-'), r.officer, r.role, r.code, coalesce(r.ground, '-'), coalesce(r.number, '-')
			) as said
		from queue.reads r where r.unit = ${unit} order by r.seq`.cursor(5000);
	for await (const batch of chain)
		for (const row of batch) {
			const seq = Number(row.seq);
			const holds =
				seq === place + 1 &&
				row.before.equals(last) &&
				row.hash.equals(sha(`${row.before.toString('hex')}|${row.said}`));
			if (!holds && !broken) broken = { seq, day: row.day };
			months.set(row.month, months.get(row.month) ?? (holds ? null : row.day));
			for (const day of lastOn.keys()) if (row.day <= day) lastOn.set(day, row.hash);
			rows += 1;
			place = seq;
			last = row.hash;
		}
	return {
		unit,
		rows,
		broken,
		lost: mine.filter(({ day, head }) => headOf(lastOn.get(day)!, day) !== head),
		months: [...months].map(([month, brokenOn]) => ({ month, brokenOn }))
	};
}

/** Keeps for the auditor's page when each month was verified, and how. */
export async function keepVerified(sql: Sql, { unit, months }: Checked): Promise<void> {
	for (const { month, brokenOn } of months)
		await sql`
			insert into queue.verifications as v (unit, month, broken_on) values (${unit}, ${month}, ${brokenOn})
			on conflict (unit, month) do update set at = now(), officer = null, broken_on = excluded.broken_on`;
}
