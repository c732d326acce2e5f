/**
 * What the databases of a test file saw: which functions ran, which tables were written. `npm run test:mutants` asks it once, so
 * that a mutant meets only the tests that can see it.
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from './bootstrap.ts';

export type Seen = { file: string; functions: string[]; tables: string[] };

/** The test file that this worker runs, as vitest knows it. */
const file = (): string | undefined =>
	(globalThis as { __vitest_worker__?: { filepath?: string } }).__vitest_worker__?.filepath;

/** Notes what a database saw, once nobody else is signed in: each connection hands in its counts as it ends. */
export async function record(url: string, folder: string): Promise<void> {
	const sql = connect(url);
	try {
		const functions = await sql`
			select distinct s.schemaname || '.' || s.funcname as name from pg_stat_user_functions s order by 1`;
		const tables = await sql`
			select s.schemaname || '.' || s.relname as name from pg_stat_user_tables s
			where s.n_tup_ins + s.n_tup_upd + s.n_tup_del > 0 order by 1`;
		const names = (rows: typeof tables) => rows.map(({ name }) => name as string);
		const seen: Seen = { file: file() ?? '', functions: names(functions), tables: names(tables) };
		appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(seen)}\n`);
	} finally {
		await sql.end();
	}
}
