/**
 * The log of erasures outside of the database: one line an erasure, ids alone, appended as they happen. A backup cannot
 * know what was erased after it; whoever restores it reads that here.
 */
import {
	closeSync,
	existsSync,
	fsyncSync,
	ftruncateSync,
	openSync,
	readFileSync,
	writeSync
} from 'node:fs';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { connect } from '../bootstrap.ts';
import { reduce, type Log } from '../log.ts';
import { Stop } from '../stop.ts';

export type Erasure = { seq: number; day: string; what: string; id: string; state: string | null };

/** Where it is kept: beside the data folder's database, or where `GANDAN_ERASURES` says, such as another machine's disk. */
export const erasureFile = (home: string) =>
	process.env.GANDAN_ERASURES || join(home, 'erasures.jsonl');

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isErasure = (value: unknown): value is Erasure => {
	const { seq, day, what, id, state } = (value ?? {}) as Record<string, unknown>;
	return (
		Number.isSafeInteger(seq) &&
		/^\d{4}-\d\d-\d\d$/.test(String(day)) &&
		['sensitive', 'contact', 'tip', 'follow'].includes(String(what)) &&
		uuid.test(String(id)) &&
		(state === null || /^[a-z_]{1,40}$/.test(String(state)))
	);
};

/** The lines of a file, none where there is no file. What stands behind the last end of a line was cut off by a crash. */
export function readErasures(file: string): Erasure[] {
	if (!existsSync(file)) return [];
	const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
	return lines.map((line, at) => {
		const found = parsed(line);
		if (!found) throw new Stop(`${file} is damaged at line ${at + 1}.`);
		return found;
	});
}

/** The lines of a log that is to be there: a name with a slip in it would erase nothing, and look like a log of nothing. */
export function namedErasures(file: string): Erasure[] {
	if (!existsSync(file)) throw new Stop(`There is no log of erasures at ${file}.`);
	return readErasures(file);
}

function parsed(line: string): Erasure | undefined {
	try {
		const value: unknown = JSON.parse(line);
		return isErasure(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** Appends what the file does not have yet; on the disk before it returns. Answers how many lines came. */
export async function carryErasures(sql: Sql, file: string): Promise<number> {
	const last = readErasures(file).at(-1);
	const { seq = 0, id = null } = last ?? {};
	if (last) {
		const [same] = await sql`select from erasures.log l where l.seq = ${seq} and l.id = ${id}`;
		if (!same)
			throw new Stop(
				`${file} is the log of another database: name another file in GANDAN_ERASURES.`
			);
	}
	const news = await sql<Erasure[]>`
		select l.seq::int as seq, l.day::text as day, l.what, l.id, l.state from erasures.log_after(${seq}) l`;
	if (news.length === 0) return 0;
	const to = openSync(file, 'a+', 0o600);
	try {
		const whole = readFileSync(file).lastIndexOf(10) + 1;
		ftruncateSync(to, whole);
		writeSync(to, news.map((one) => JSON.stringify(one) + '\n').join(''));
		fsyncSync(to);
	} finally {
		closeSync(to);
	}
	return news.length;
}

/** Carries on for as long as the portal runs: when the database says that something was erased, and at the start what it missed. */
export function startErasureLog(url: string, file: string, log: Log): () => Promise<void> {
	const sql = connect(url, 2);
	let going = Promise.resolve();
	const carry = () => {
		going = going.then(async () => {
			try {
				await carryErasures(sql, file);
			} catch (error) {
				log(
					`erasures: ${error instanceof Stop ? error.message : (reduce(error) ?? 'not written')}`
				);
			}
		});
	};
	// Said again whenever the connection was lost and is there again.
	void sql.listen('erasures', carry, carry).catch(() => {});
	return async () => {
		await going;
		await sql.end({ timeout: 5 });
	};
}
