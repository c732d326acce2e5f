/** What mutants are judged on: one fresh database, everybody who could knock, and what they are told before anything changes. */
import type { TestDatabase } from '../../local/testing.ts';
import { connect } from '../../local/bootstrap.ts';
import { readMatrix } from '../matrix/catalogue.ts';
import { withRealtime } from '../matrix/ground.ts';
import { everybody, knock, type Callers } from '../matrix/knocking.ts';
import type { Ground } from './judging.ts';

/** The names of one set of callers told apart from another's. */
const marked = (mark: string, callers: Callers): Callers =>
	Object.fromEntries(Object.entries(callers).map(([name, actor]) => [`${mark} ${name}`, actor]));

/** `among`: the doors that are knocked at, all unless named. */
export async function mutantGround(
	among: string[] | null = null
): Promise<Ground & { db: TestDatabase; end(): Promise<void> }> {
	const db = await withRealtime();
	const root = connect(db.urls.admin);
	const { columns, unproven, proven, refused } = await everybody(db);
	const callers = {
		...marked('of the list:', columns),
		...marked('with a password alone:', unproven),
		...marked('with a second factor:', proven),
		...marked('to be refused:', refused)
	};
	const told = await root.begin((tx) => knock(tx, callers, among));
	const sources = await db.sql<{ run: string; source: string }[]>`
		select n.nspname || '.' || p.proname as run, p.prosrc as source
		from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname !~ '^pg_' and p.prokind = 'f'`;
	const doors = sources.filter(({ run }) => run.startsWith('public.'));
	return {
		db,
		root,
		matrix: await readMatrix(db.sql),
		callers,
		told: new Map(told.map(({ door, caller, told }) => [`${door} ${caller}`, told])),
		doorsOf(run) {
			const asking = doors.filter((door) => door.source.includes(`${run}(`));
			const own = run.startsWith('public.') ? [run] : asking.map((door) => door.run);
			const names = own.map((name) => name.replace('public.', ''));
			return names.filter((name) => among === null || among.includes(name));
		},
		async end() {
			await root.end();
			await db.drop();
		}
	};
}
