/** Many browsers that reach for the last places of a unit's followers in the same moment. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import { followsOf, unit, type Following } from '../../supabase/tests/following.ts';
import { problemOf } from '../../supabase/tests/people.ts';
import { barrier, crowd, tally } from './crowd.ts';
import { naively } from './naive.ts';

/** As many as may follow one unit here: by fifty thousand nothing else would be seen. */
const MOST = 3;
const signature = 'public.follow_write(uuid, jsonb, jsonb, jsonb, text)';

let db: TestDatabase;
let at: Following;
beforeAll(async () => {
	db = await createDatabase({ connections: 30 });
	at = await followsOf(db);
});
afterAll(() => db?.drop());

const few = <T>(work: () => Promise<T>) => naively(db.sql, signature, '< 50000', `< ${MOST}`, work);

/** What each of a crowd was told, and how many follow then. */
async function follow() {
	const together = barrier(crowd.callers);
	const said = await Promise.all(
		Array.from({ length: crowd.callers }, async () => {
			await together();
			const problem = await problemOf(at.follow());
			if (problem && !/^PT(4|503)/.test(problem.code)) throw new Error(problem.message);
			return problem?.message ?? 'follows';
		})
	);
	const [row] = await db.sql`select count(*)::int as n from notify.follows where unit = ${unit}`;
	await db.sql`delete from notify.follows where unit = ${unit}`;
	return { said: tally(said), there: row!.n as number };
}

it('places that are counted without a lock would be given to more than there are', async () => {
	const locked = /perform pg_advisory_xact_lock\([^;]*;([^;]*;)/g;
	const { there } = await few(() =>
		naively(db.sql, signature, locked, '$1 perform pg_sleep(0.05);', follow)
	);
	expect(there).toBeGreaterThan(MOST);
});

it(
	`of ${crowd.callers} browsers that reach for the last places at once as many follow as there are, and the others are told that it is full`,
	() =>
		few(async () => {
			const said = { follows: MOST, follow_full: crowd.callers - MOST };
			for (let round = 0; round < crowd.rounds; round++)
				expect(await follow()).toEqual({ said, there: MOST });
		}),
	600_000
);
